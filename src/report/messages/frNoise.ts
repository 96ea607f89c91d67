import type { enNoise } from './enNoise.js'

export const frNoise: Record<keyof typeof enNoise, string> = {
  'noise.none':
    'Interrogé deux fois sur les mêmes {cases} cas, l’ancien modèle donne exactement les mêmes réponses : tout écart relevé dans ce rapport vient du nouveau modèle.',
  'noise.some':
    'Interrogé deux fois sur les mêmes {cases} cas, l’ancien modèle {flips, plural, =0 {ne change jamais de réponse} one {change lui-même une fois de réponse} other {change lui-même # fois de réponse}} ; ses scores bougent d’au plus {difference}. Les écarts plus petits ne sont que du bruit.',
  'noise.none.new':
    'Interrogé deux fois sur les mêmes {cases} cas, le nouveau modèle donne exactement les mêmes réponses.',
  'noise.some.new':
    'Interrogé deux fois sur les mêmes {cases} cas, le nouveau modèle {flips, plural, =0 {ne change jamais de réponse} one {change lui-même une fois de réponse} other {change lui-même # fois de réponse}} ; ses scores bougent d’au plus {difference}.',
  'noise.notMeasured':
    'L’ancien modèle n’a pas été interrogé deux fois au cours de cet essai ; son propre bruit n’est pas connu.',
  'noise.notAsked.old':
    'L’ancien modèle n’a pas été interrogé deux fois : ses réponses sont enregistrées, ou il est appelé à distance, et aucun cas n’y est redemandé. Son propre bruit n’est pas connu.',
  'noise.notAsked.new':
    'Le nouveau modèle n’a pas été interrogé deux fois : ses réponses sont enregistrées, ou il est appelé à distance, et aucun cas n’y est redemandé. Son propre bruit n’est pas connu.',
  'noise.table':
    'Chaque modèle face à lui-même : les mêmes cas, demandés autrement, comparés à ses réponses à tous ces cas en un seul lot',
  'noise.way': 'Demandés',
  'noise.cases': 'Cas',
  'noise.moved': 'Plus grand écart de score',
  'noise.flips': 'Autre classe',
  'noise.unstableCases': 'Écart au-delà des arrondis',
  'noise.condition.repeat': 'deux fois le même lot',
  'noise.condition.one-by-one': 'un par un',
  'noise.condition.odd-sizes': 'par lots de tailles inégales',
  'noise.condition.order': 'dans un autre ordre',
  'noise.condition.threads': 'avec un autre nombre de fils d’exécution',
  'noise.condition.recorded': 'réponses enregistrées auparavant',
  'noise.lead.old': 'L’ancien modèle n’est pas d’accord avec lui-même.',
  'noise.lead.new': 'Le nouveau modèle n’est pas d’accord avec lui-même.',
  'noise.random':
    'Sur deux lots rigoureusement identiques, il répond autrement à {unstable} cas sur {cases} : ses scores bougent jusqu’à {difference}, et {flips, plural, =0 {aucune classe ne change} one {une classe change} other {# classes changent}}. Une part de hasard y est restée active (dropout, tirage) ; tant qu’elle l’est, aucune comparaison avec lui ne peut être refaite.',
  'noise.moves':
    'Interrogé sur les mêmes cas {how}, il répond autrement à {unstable} cas sur {cases} : ses scores bougent jusqu’à {difference}, et {flips, plural, =0 {aucune classe ne change} one {une classe change} other {# classes changent}}. La réponse à un cas ne doit pas en dépendre ; l’export est à corriger avant toute lecture des chiffres qui suivent.',
  'noise.named':
    'La liste de ces cas est entre les mains de qui a mené les essais : elle contient des identifiants et ne fait donc pas partie de ce rapport.',
  'noise.lead.recorded.old': 'Le fichier de l’ancien modèle ne redonne pas les réponses enregistrées pour lui.',
  'noise.lead.recorded.new': 'Le fichier du nouveau modèle ne redonne pas les réponses enregistrées pour lui.',
  'noise.recorded':
    'Sur {cases} réponses enregistrées, {unstable} ne sont pas celles que le fichier donne aujourd’hui : les scores diffèrent jusqu’à {difference}, et {flips, plural, =0 {aucune classe ne diffère} one {une classe diffère} other {# classes diffèrent}}. Ce n’est peut-être pas le modèle qui les a données, ou ses entrées étaient préparées autrement.',
  'noise.recordedSame.old':
    'Le fichier de l’ancien modèle redonne les {cases} réponses enregistrées pour lui : autant que ces cas le montrent, c’est bien le modèle qui les a données.',
  'noise.recordedSame.new':
    'Le fichier du nouveau modèle redonne les {cases} réponses enregistrées pour lui : autant que ces cas le montrent, c’est bien le modèle qui les a données.',
  'noise.below':
    'L’ancien modèle change autant quand il est simplement interrogé de nouveau : cet écart n’est pas à mettre au compte du nouveau.',
  'noise.beside':
    'À titre de comparaison : simplement interrogé de nouveau, l’ancien modèle {flips, plural, =0 {ne change lui-même aucune réponse} one {change lui-même une réponse} other {change lui-même # réponses}} sur {cases} et ses scores bougent jusqu’à {difference}.',
}
