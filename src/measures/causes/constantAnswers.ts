import type { Predictions } from '../../core/predictions.js'

/** New says the same of nearly every case, old does not. */
export interface Constant {
  /** Index of the label that new always gives; null for values. */
  readonly label: number | null
  /** Share of cases that get new's commonest label, and old's. */
  readonly share: { readonly old: number; readonly new: number }
}

const NEARLY_ALL = 0.99
/** Old must vary at least so much, else there is nothing to see. */
const MOST_OF_OLD = 0.95
/** Values whose spread is this small beside old's do not depend on the case. */
const STILL = 0.001

export function constantAnswers(old: Predictions, new_: Predictions): Constant | null {
  if (old.kind === 'classes' && new_.kind === 'classes') {
    const [was, is] = [commonest(old.predicted), commonest(new_.predicted)]
    return is.share >= NEARLY_ALL && was.share <= MOST_OF_OLD
      ? { label: is.label, share: { old: was.share, new: is.share } }
      : null
  }
  // Of raw outputs nothing is said: one that does not move may be meant so.
  if (old.kind !== 'values' || new_.kind !== 'values') return null
  const was = spread(old.values)
  return was > 0 && spread(new_.values) <= STILL * was ? { label: null, share: { old: 0, new: 1 } } : null
}

function commonest(labels: Int32Array): { label: number; share: number } {
  const counts = new Map<number, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const [label, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])
  return { label, share: labels.length === 0 ? 0 : count / labels.length }
}

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
