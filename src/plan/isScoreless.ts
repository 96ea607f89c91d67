import type { WrittenModel } from './modelSchema.js'

/** Whether the plan itself says that a model gives labels and no scores. */
export function isScoreless(model: WrittenModel | undefined): boolean {
  if (model === undefined) return false
  if (['label', 'label-index', 'decisions', 'one-vs-one'].includes(model.outputIs ?? '')) return true
  return model.predicted !== undefined && model.score === undefined && model.scores === undefined
}
