import type { enHeads } from './enHeads.js'

export const frHeads: Record<keyof typeof enHeads, string> = {
  'option.head': 'tête « {head} »',
  'head.about': 'Tête « {head} » : {sentence}',
  'head.title': 'Tête « {head} » ({cases} cas comparés)',
  'head.caption': 'Ce à quoi les modèles répondent',
  'head.intro':
    'Pour chaque cas, les modèles répondent à {n} questions à la fois ; chacune (une tête) est comparée et jugée à part. Les deux modèles n’ont été interrogés qu’une fois.',
  'head.name': 'Tête',
  'head.old': 'Lu chez l’ancien modèle',
  'head.new': 'Lu chez le nouveau modèle',
  'head.truth': 'Ce qui est juste',
  'head.column': 'colonne {column}',
  'head.noTruth': 'absent des jeux',
  'head.recorded': '{output} (enregistré)',
}
