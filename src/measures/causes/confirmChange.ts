import type { Interval } from '../../core/estimate.js'
import type { Predictions, Truth } from '../../core/predictions.js'
import { quantileOfSorted } from '../../stats/quantile.js'
import { seededRandom } from '../../stats/random.js'
import { agreementOf, caseDistances, mean, uninformedDistance } from './caseDistances.js'

const REPLICATES = 1000
const CONFIDENCE = 0.99
/** The distance must be at least halved, with this confidence. */
const LEAST_REDUCTION = 0.5
/** And be at most this part of what answers without knowledge of the case would have. */
const MOST_OF_UNINFORMED = 0.5

export interface Confirmation {
  readonly agreement: { readonly before: number; readonly after: number } | null
  readonly distance: { readonly before: number; readonly after: number }
  readonly reduction: number
  readonly interval: Interval
  readonly truth: { readonly measure: 'accuracy' | 'mae'; readonly before: number; readonly after: number } | null
}

export interface Answers {
  readonly old: Predictions
  readonly before: Predictions
  readonly after: Predictions
  readonly truth: Truth
}

/**
 * Whether a change found on other cases explains the difference on these: the mean distance to old is at least halved (lower end of the 99 % bootstrap interval of
 * the reduction), it ends at less than half of what answers without knowledge would have, and the answers are no less right than before. Null when
 * not. A merely worse model is not brought nearer by asking it differently.
 */
export function confirmChange(answers: Answers, seed: number): Confirmation | null {
  const { old, before, after } = answers
  const was = caseDistances(old, before)
  const is = caseDistances(old, after)
  const distance = { before: mean(was), after: mean(is) }
  if (!(distance.before > 0) || !(distance.after <= MOST_OF_UNINFORMED * uninformedDistance(old, was.length)))
    return null
  const interval = reductionInterval(was, is, seed)
  if (!(interval[0] >= LEAST_REDUCTION)) return null
  const truth = rightness(answers)
  if (truth !== null && !(truth.measure === 'mae' ? truth.after <= truth.before : truth.after >= truth.before))
    return null
  const [agreed, agrees] = [agreementOf(old, before), agreementOf(old, after)]
  return {
    agreement: agreed === null || agrees === null ? null : { before: agreed, after: agrees },
    distance,
    reduction: 1 - distance.after / distance.before,
    interval,
    truth,
  }
}

/** Percentiles over resampled cases of 1 - Σ after / Σ before; resamples without any distance before are left out. */
function reductionInterval(was: Float64Array, is: Float64Array, seed: number): Interval {
  const random = seededRandom(seed)
  const reductions: number[] = []
  for (let b = 0; b < REPLICATES; b++) {
    let [before, after] = [0, 0]
    for (let i = 0; i < was.length; i++) {
      const pick = Math.floor(random() * was.length)
      before += was[pick]!
      after += is[pick]!
    }
    if (before > 0) reductions.push(1 - after / before)
  }
  const sorted = Float64Array.from(reductions).sort()
  const tail = (1 - CONFIDENCE) / 2
  return sorted.length === 0 ? [-1, -1] : [quantileOfSorted(sorted, tail), quantileOfSorted(sorted, 1 - tail)]
}

function rightness({ before, after, truth }: Answers): Confirmation['truth'] {
  if (truth.kind === 'classes' && before.kind === 'classes' && after.kind === 'classes')
    return {
      measure: 'accuracy',
      before: share(before.predicted, truth.labels),
      after: share(after.predicted, truth.labels),
    }
  if (truth.kind === 'values' && before.kind === 'values' && after.kind === 'values')
    return { measure: 'mae', before: gap(before.values, truth.values), after: gap(after.values, truth.values) }
  return null
}

/** Cases without a right answer (-1) are no one's. */
function share(predicted: Int32Array, labels: Int32Array): number {
  let [right, known] = [0, 0]
  labels.forEach((label, row) => {
    if (label < 0) return
    known++
    if (predicted[row] === label) right++
  })
  return known === 0 ? 0 : right / known
}

function gap(values: Float64Array, truths: Float64Array): number {
  let [sum, known] = [0, 0]
  truths.forEach((truth, row) => {
    if (!Number.isFinite(truth)) return
    known++
    sum += Math.abs(values[row]! - truth)
  })
  return known === 0 ? 0 : sum / known
}
