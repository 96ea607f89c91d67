import type { enModels } from './enModels.js'

/** Ce que l’environnement d’exécution d’un modèle fait savoir. */
export const frModels: Record<keyof typeof enModels, string> = {
  'notice.all-rounds-old':
    'L’ancien modèle (XGBoost) a été entraîné avec arrêt anticipé : ses {trained} itérations sont toutes utilisées, comme le fait un Booster à défaut d’instruction, et non les {best} premières seulement, qui étaient les meilleures.',
  'notice.all-rounds-new':
    'Le nouveau modèle (XGBoost) a été entraîné avec arrêt anticipé : ses {trained} itérations sont toutes utilisées, comme le fait un Booster à défaut d’instruction, et non les {best} premières seulement, qui étaient les meilleures.',
}
