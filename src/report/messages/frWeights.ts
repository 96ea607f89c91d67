import type { enWeights } from './enWeights.js'

export const frWeights: Record<keyof typeof enWeights, string> = {
  'notice.same-artifact':
    'L’ancien et le nouveau modèle sont le même fichier, octet pour octet : un modèle est comparé à lui-même.',
  'notice.same-weights':
    'Le nouveau modèle a exactement les poids de l’ancien, dans un autre fichier : c’est le même modèle entraîné, il n’a pas été refait.',
  'notice.same-weights-rearranged':
    'Les poids du nouveau modèle sont les mêmes nombres que ceux de l’ancien, sous une autre forme (autre format, transposés, renommés) : c’est le même modèle entraîné, converti.',
  'notice.same-weights-rounded':
    'Les poids du nouveau modèle sont ceux de l’ancien à la demi-précision près : c’est le même modèle entraîné, arrondi.',
  'notice.weights-shared':
    'Le nouveau modèle partage {percent} % de ses poids avec l’ancien, nombre pour nombre : il en est issu.',
  'notice.half-in-name-old':
    'L’ancien modèle ({artifact}) est dit en demi-précision, mais ses poids sont en simple précision.',
  'notice.half-in-name-new':
    'Le nouveau modèle ({artifact}) est dit en demi-précision, mais ses poids sont en simple précision.',
  'notice.rounded-weights-old':
    'Les poids de l’ancien modèle sont stockés en simple précision, mais chacun est un nombre {precision} : ils ont été arrondis avant d’être stockés.',
  'notice.rounded-weights-new':
    'Les poids du nouveau modèle sont stockés en simple précision, mais chacun est un nombre {precision} : ils ont été arrondis avant d’être stockés.',
}
