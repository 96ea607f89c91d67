import type { enSpeed } from './enSpeed.js'

export const frSpeed: Record<keyof typeof enSpeed, string> = {
  'measure.latencyRatio': 'temps de réponse du nouveau rapporté à l’ancien',
  'the.latencyRatio': 'le temps de réponse du nouveau rapporté à l’ancien',
  'meaning.latencyRatio':
    'Temps du nouveau modèle divisé par celui de l’ancien pour le même cas (moyenne géométrique sur les cas) ; 1 signifie aussi rapide.',
  'methodName.block-bootstrap': 'Bootstrap par blocs',
  'method.block-bootstrap':
    'Des suites de cas chronométrés l’un après l’autre sont retirées au sort un grand nombre de fois. La dispersion des résultats donne l’intervalle.',
  'methodName.batch-means': 'Moyennes par blocs',
  'method.batch-means':
    'Pour une moyenne au fil du temps. La série est coupée en tronçons et l’intervalle vient de l’écart entre leurs moyennes, car ce qui ralentit une machine ralentit plusieurs cas de suite.',
  'speed.alone.old':
    'L’ancien modèle comparé à lui-même, chronométré dans l’intervalle sur les mêmes cas ({n, plural, one {# cas} other {{cases} cas}}) : {ratios}. C’est ce que la machine change d’elle-même ; un écart entre les modèles qui n’est pas plus grand ne dit rien.',
  'speed.alone.new': 'Le nouveau modèle comparé à lui-même ({n, plural, one {# cas} other {{cases} cas}}) : {ratios}.',
  'speed.alone.p50': 'médiane {ratio}',
  'speed.alone.p95': '95e centile {ratio}',
  'speed.alone.p99': '99e centile {ratio}',
  'speed.times': '× {value} (entre {low} et {high})',
  'speed.timesAlone': '× {value}',
  'speed.memory':
    'Le pic de mémoire est le maximum occupé par le processus entier de chaque modèle, moteur d’exécution et bibliothèques compris, relevé une fois, à la fin.',
}
