/** What an artifact's own runtime has to tell. */
export const enModels = {
  'notice.all-rounds-old':
    'The old model (XGBoost) was trained with early stopping: all of its {trained} rounds are used, as a Booster does unless told, not only the first {best}, which were the best.',
  'notice.all-rounds-new':
    'The new model (XGBoost) was trained with early stopping: all of its {trained} rounds are used, as a Booster does unless told, not only the first {best}, which were the best.',
} as const
