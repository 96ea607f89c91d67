import type { enQuality } from './enQuality.js'

export const frQuality: Record<keyof typeof enQuality, string> = {
  'measure.specificity': 'spécificité',
  'measure.topKAccuracy': 'exactitude parmi les premières',
  'measure.meanError': 'erreur moyenne (biais)',
  'measure.meanAbsolutePercentageError': 'erreur absolue moyenne en pourcentage',
  'measure.latencyP99': 'temps de réponse au 99e centile',
  'the.specificity': 'la spécificité',
  'the.topKAccuracy': 'l’exactitude parmi les premières',
  'the.meanError': 'l’erreur moyenne (biais)',
  'the.meanAbsolutePercentageError': 'l’erreur absolue moyenne en pourcentage',
  'the.latencyP99': 'le temps de réponse au 99e centile',
  'meaning.specificity':
    'Parmi les cas qui ne font pas partie d’une classe, part de ceux qui ne sont pas pris pour elle.',
  'meaning.topKAccuracy':
    'Part des cas dont la vraie classe est parmi celles aux scores les plus élevés. Une classe à égalité de score avec d’autres compte derrière elles.',
  'meaning.meanError': 'De combien la réponse est trop haute (ou, sous zéro, trop basse) dans l’ensemble.',
  'meaning.meanAbsolutePercentageError':
    'De combien la réponse s’éloigne de la vérité, en part de celle-ci, en moyenne.',
  'meaning.latencyP99': 'Temps par cas que 99 % des cas mesurés ne dépassent pas.',
  'option.k': '{k} premières',
  'option.debiased': 'sans la part du bruit',
  'option.equalMass': 'autant de cas par tranche',
  'reason.every-label-counts': 'Avec si peu de classes, l’une des premières est toujours la bonne.',
  'reason.zero-target': 'Une vraie valeur est nulle : aucune erreur ne peut en être une part.',
  'noValue.every-label-counts': 'toujours juste',
  'noValue.zero-target': 'une vraie valeur est nulle',
  'measure.limitsOfAgreement': 'limites d’agrément',
  'the.limitsOfAgreement': 'l’écart propre à 95 % des cas (limites d’agrément)',
  'meaning.limitsOfAgreement': 'Écart entre les nombres des deux modèles sur 95 % des cas.',
  'measure.concordance': 'concordance',
  'the.concordance': 'la concordance',
  'meaning.concordance':
    'À quel point les deux modèles donnent le même nombre dans chaque cas : 1 partout le même, 0 aucun lien.',
  'fact.noLabels':
    'Aucune étiquette n’a été remise : les deux modèles ont été comparés l’un à l’autre. Rien dans ce rapport ne dit que l’un ou l’autre a raison.',
  'fact.answers':
    'Sur 1 000 cas, {share} reçoivent une autre réponse qu’avant ({changed} sur les {total} cas comparés).',
  'fact.answersFew':
    'Sur les {total} cas comparés, {n, plural, =0 {aucun ne reçoit} one {{changed} reçoit} other {{changed} reçoivent}} une autre réponse qu’avant.',
  'quality.noLabels':
    'Les jeux n’ont pas d’étiquettes : rien ne peut être dit ici de la qualité. La suite compare les deux modèles l’un à l’autre.',
  'changes.answersByConfidence': 'Réponses qui ont changé, selon l’assurance de l’ancien modèle',
  'changes.changed': 'Changées',
  'noValue.constant-side': 'l’un des modèles dit toujours la même chose',
  'reason.constant-side': 'L’un des modèles dit toujours la même chose.',
  'methodName.lin': 'Intervalle de Lin',
  'method.lin': 'Pour la concordance de deux nombres, sur une échelle qui la garde sous 1.',
  'methodName.mover': 'Intervalle d’une limite (MOVER)',
  'method.mover': 'Pour une limite d’agrément : réunit l’incertitude de l’écart moyen et celle de sa dispersion.',
}
