import type { Linearised } from './linearised.js'
import type { Sorted } from './sortOrder.js'

/** Groups of tied scores in ascending order, with the weight of the positives and of the negatives in each. */
export interface WeightedRanking {
  readonly order: Uint32Array
  readonly starts: Uint32Array
  readonly positives: Float64Array
  readonly negatives: Float64Array
  readonly broken: boolean
}

export function rankWeighted(
  { order, ascending }: Sorted,
  positive: Uint8Array,
  weights: Float64Array,
): WeightedRanking {
  const starts = new Uint32Array(order.length + 1)
  let groups = 0
  const positives = new Float64Array(order.length)
  const negatives = new Float64Array(order.length)
  let previous = Number.NaN
  let broken = false
  for (let place = 0; place < order.length; place++) {
    const score = ascending[place]!
    if (Number.isNaN(score)) broken = true
    if (score !== previous) starts[groups++] = place
    previous = score
    const i = order[place]!
    const side = positive[i] === 1 ? positives : negatives
    side[groups - 1]! += weights[i]!
  }
  starts[groups] = order.length
  return { order, starts: starts.subarray(0, groups + 1), positives, negatives, broken }
}

/**
 * Weighted area under the ROC curve (scikit-learn's `sample_weight`): sum over pairs of w_i w_j [s_i > s_j] + half of ties, over the
 * product of both classes' weights. The influence of a positive is w (share of negatives below it - AUC) / weight of positives, of a
 * negative the like: DeLong's placements, weighted.
 * @see Obuchowski 1997, Biometrics 53(2):567-578, doi:10.2307/2533958
 */
export function weightedAuc(ranking: WeightedRanking, positive: Uint8Array, weights: Float64Array): Linearised {
  const { order, starts, positives, negatives, broken } = ranking
  const [up, down] = [sum(positives), sum(negatives)]
  const placements = new Float64Array(order.length)
  let above = 0
  let below = 0
  let wins = 0
  for (let group = 0; group + 1 < starts.length; group++) {
    const [tiedUp, tiedDown] = [positives[group]!, negatives[group]!]
    const ofPositive = (below + tiedDown / 2) / down
    const ofNegative = (up - above - tiedUp / 2) / up
    for (let place = starts[group]!; place < starts[group + 1]!; place++)
      placements[order[place]!] = positive[order[place]!] === 1 ? ofPositive : ofNegative
    wins += tiedUp * (below + tiedDown / 2)
    above += tiedUp
    below += tiedDown
  }
  const value = broken ? Number.NaN : Math.min(1, wins / up / down)
  for (let i = 0; i < placements.length; i++)
    placements[i] = (weights[i]! * (placements[i]! - value)) / (positive[i] === 1 ? up : down)
  return { value, influences: placements }
}

/**
 * Weighted average precision (scikit-learn's `sample_weight`), and its derivative by each case's weight, times that weight.
 * @see Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, chapter 6 (infinitesimal jackknife)
 */
export function weightedAveragePrecision(
  ranking: WeightedRanking,
  positive: Uint8Array,
  weights: Float64Array,
): Linearised {
  const { order, starts, positives, negatives, broken } = ranking
  const groups = starts.length - 1
  const total = sum(positives)
  const precision = new Float64Array(groups)
  const shown = new Float64Array(groups)
  let found = 0
  let other = 0
  let area = 0
  for (let group = groups - 1; group >= 0; group--) {
    found += positives[group]!
    other += negatives[group]!
    shown[group] = found + other
    precision[group] = found / shown[group]!
    area += positives[group]! * precision[group]!
  }
  const value = broken ? Number.NaN : Math.min(1, area / total)
  const influences = new Float64Array(order.length)
  let gained = 0
  let lost = 0
  for (let group = 0; group < groups; group++) {
    const share = precision[group]!
    gained += (positives[group]! * (1 - share)) / shown[group]!
    lost += (positives[group]! * share) / shown[group]!
    const ofPositive = (share - value + gained) / total
    const ofNegative = -lost / total
    for (let place = starts[group]!; place < starts[group + 1]!; place++) {
      const i = order[place]!
      influences[i] = weights[i]! * (positive[i] === 1 ? ofPositive : ofNegative)
    }
  }
  return { value, influences }
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
