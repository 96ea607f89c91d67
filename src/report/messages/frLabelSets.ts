import type { enLabelSets } from './enLabelSets.js'

export const frLabelSets: Record<keyof typeof enLabelSets, string> = {
  'measure.subsetAccuracy': 'part d’étiquetages exacts',
  'measure.hammingLoss': 'part de décisions d’étiquette fausses',
  'the.subsetAccuracy': 'la part d’étiquetages exacts',
  'the.hammingLoss': 'la part de décisions d’étiquette fausses',
  'meaning.subsetAccuracy': 'Part des cas qui reçoivent exactement leurs étiquettes, sans manque ni excès.',
  'meaning.hammingLoss':
    'Parmi toutes les décisions « ce cas porte cette étiquette, ou ne la porte pas », part de celles qui sont fausses.',
  'option.micro': 'toutes décisions confondues',
  'option.samples': 'moyenne des cas',
  'fact.setsNoFlips':
    'Aucun étiquetage exact n’est devenu inexact et aucun étiquetage inexact n’est devenu exact, sur {total} cas comparés.',
  'fact.setFlips':
    'Sur 1 000 cas, {lostShare} qui recevaient exactement leurs étiquettes ne les reçoivent plus et {gainedShare} les reçoivent désormais ({lostCount} et {gainedCount} sur les {total} cas comparés).',
  'fact.setFlipsFew':
    'Sur les {total} cas comparés, {lost, plural, =0 {aucune réponse juste n’est devenue fausse} one {{lostCount} qui recevait exactement ses étiquettes ne les reçoit plus} other {{lostCount} qui recevaient exactement leurs étiquettes ne les reçoivent plus}} et {gained, plural, =0 {aucune réponse fausse n’est devenue juste} one {{gainedCount} les reçoit désormais} other {{gainedCount} les reçoivent désormais}}.',
  'labelSets.finding':
    '{lostCount} cas sur {total} qui {lost, plural, one {recevait exactement ses étiquettes ne les reçoit} other {recevaient exactement leurs étiquettes ne les reçoivent}} plus ; {gainedCount} les {gained, plural, one {reçoit} other {reçoivent}} désormais',
  'labelSets.byLabel':
    'Étiquette par étiquette, la plus forte dégradation d’abord (score F1 ; décisions justes devenues fausses, et l’inverse)',
  'labelSets.label': 'Étiquette',
  'labelSets.having': 'Cas qui la portent',
  'labelSets.old': 'F1, ancien',
  'labelSets.new': 'F1, nouveau',
  'labelSets.difference': 'Écart',
  'labelSets.lost': 'Décisions perdues',
  'labelSets.gained': 'Décisions gagnées',
  'mapping.meaning.one-vs-one': 'votes un contre un, l’étiquette qui en a le plus l’emporte ; pas de scores',
  'mapping.meaning.label-probabilities': 'probabilité de chaque étiquette, prise à part',
  'mapping.meaning.label-logits': 'logit de chaque étiquette, prise à part, changé en probabilité par une sigmoïde',
  'mapping.meaning.decisions': 'oui ou non pour chaque étiquette ; pas de scores',
  'mapping.threshold': 'une étiquette est attribuée à partir de {threshold}',
  'mapping.thresholdOf': '{label} : {threshold}',
}
