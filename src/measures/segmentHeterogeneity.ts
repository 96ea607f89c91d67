import type { SegmentHeterogeneity } from '../core/heterogeneity.js'
import type { Task } from '../core/task.js'
import { cochranQ } from '../stats/cochranQ.js'
import { caseSuccesses } from './caseSuccesses.js'
import type { CaseView } from './caseView.js'

/** A segment of fewer cases says too little of its own spread to be weighed by it. */
export const FEWEST_CASES = 30

/**
 * Cochran's Q over the segments of one column, on the paired difference in each: of answers with half a case won and half a case lost added
 * (Agresti & Min 2005), so that a segment in which nothing happened is not taken for certain; of values, of the absolute errors. Null where
 * fewer than two segments have enough cases, without labels, and where cases are clustered or weighted.
 */
export function segmentHeterogeneity(
  views: readonly CaseView[],
  about: { readonly set: string; readonly segment: string; readonly task: Task },
): SegmentHeterogeneity | null {
  const measure = about.task === 'regression' ? 'mae' : about.task === 'multilabel' ? 'subsetAccuracy' : 'accuracy'
  if (about.task === 'tensors' || views.some(({ isSampled }) => isSampled)) return null
  const enough = views.filter(({ labelled }) => labelled >= FEWEST_CASES)
  const found = cochranQ(enough.map((view) => (measure === 'mae' ? errorChange(view) : answerChange(view))))
  if (found === null) return null
  return {
    set: about.set,
    segment: about.segment,
    measure,
    segments: enough.length,
    leftOut: views.length - enough.length,
    ...found,
    method: 'cochran-q',
  }
}

interface Difference {
  readonly value: number
  readonly variance: number
}

function answerChange(view: CaseView): Difference {
  const { onlyOld, onlyNew, n } = caseSuccesses(view, {})!
  const size = n + 2
  const value = (onlyNew - onlyOld) / size
  return { value, variance: ((onlyNew + onlyOld + 1) / size - value * value) / size }
}

function errorChange({ values: { truth, old, new: newer } }: CaseView): Difference {
  const n = truth.length
  const changes = truth.map((value, i) => Math.abs(newer[i]! - value) - Math.abs(old[i]! - value))
  const mean = changes.reduce((sum, change) => sum + change, 0) / n
  const squares = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0)
  return { value: mean, variance: squares / (n - 1) / n }
}
