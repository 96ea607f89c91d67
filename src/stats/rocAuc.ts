import type { Ranking } from './ranking.js'

/** Where each case stands among those of the other class; what DeLong's method is made from. */
export interface Placements {
  readonly auc: number
  readonly positives: number
  readonly negatives: number
  /** For a positive: the share of negatives below it. For a negative: the share of positives above it. Ties count half. */
  readonly placements: Float64Array
}

/**
 * Area under the ROC curve, P(score of a positive > score of a negative) + half of ties, with the placement of each case, in one walk
 * over the ranking. `auc` is NaN when a class is absent or a score is NaN.
 * @see DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44(3):837-845, doi:10.2307/2531595
 * @see Sun & Xu 2014, IEEE Signal Process. Lett. 21(11):1389-1393 (O(n log n))
 */
export function rocPlacements(ranking: Ranking): Placements {
  const { order, groups, starts, hits, flags, positives, negatives, broken } = ranking
  const placements = new Float64Array(order.length)
  let positivesBelow = 0
  let negativesBelow = 0
  // Twice the number of (positive, negative) pairs in the right order: a whole number, so the order of cases cannot matter.
  let twiceWins = 0
  for (let group = 0; group < groups; group++) {
    const from = starts[group]!
    const to = starts[group + 1]!
    const tiedPositives = hits[group]!
    const tiedNegatives = to - from - tiedPositives
    const ofPositive = (negativesBelow + tiedNegatives / 2) / negatives
    const ofNegative = (positives - positivesBelow - tiedPositives / 2) / positives
    for (let place = from; place < to; place++) placements[order[place]!] = flags[place] === 1 ? ofPositive : ofNegative
    twiceWins += tiedPositives * (2 * negativesBelow + tiedNegatives)
    positivesBelow += tiedPositives
    negativesBelow += tiedNegatives
  }
  const auc = broken ? Number.NaN : twiceWins / 2 / (positives * negatives)
  return { auc, positives, negatives, placements }
}

/**
 * Adds `weight` times each case's influence on the AUC to `influences`, scaled so that the sum of squares is DeLong's variance (and the sum
 * of squares of a difference of influences that of the difference, covariance included).
 */
export function addRocInfluences(of: Placements, positive: Uint8Array, weight: number, influences: Float64Array): void {
  const { auc, positives, negatives, placements } = of
  const ofPositive = weight / Math.sqrt(positives * Math.max(1, positives - 1))
  const ofNegative = weight / Math.sqrt(negatives * Math.max(1, negatives - 1))
  for (let i = 0; i < placements.length; i++)
    influences[i]! += (placements[i]! - auc) * (positive[i] === 1 ? ofPositive : ofNegative)
}
