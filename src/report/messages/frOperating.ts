import type { enOperating } from './enOperating.js'

export const frOperating: Record<keyof typeof enOperating, string> = {
  'mapping.operating': 'l’étiquette positive est donnée à partir de {threshold}',
  'notice.threshold-recorded-old':
    'Les réponses de l’ancien modèle ont été enregistrées (colonne « {column} ») : elles comptent telles quelles, sans tenir compte du seuil du plan.',
  'notice.threshold-recorded-new':
    'Les réponses du nouveau modèle ont été enregistrées (colonne « {column} ») : elles comptent telles quelles, sans tenir compte du seuil du plan.',
}
