import type { Linearised } from './linearised.js'
import type { Ranking } from './ranking.js'

/**
 * Area under the ROC curve, P(score of a positive > score of a negative) + half of ties, with the influence of each case, scaled so that the
 * sum of squares is DeLong's variance (and the sum of squares of a difference of influences that of the difference, covariance included): a
 * case's influence is made from where it stands among those of the other class, of a positive the share of negatives below it, of a negative
 * the share of positives above it, ties counting half. Two walks over the ranking. NaN when a class is absent or a score is NaN.
 * @see DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44(3):837-845, doi:10.2307/2531595
 * @see Sun & Xu 2014, IEEE Signal Process. Lett. 21(11):1389-1393 (O(n log n))
 */
export function rocAuc(ranking: Ranking): Linearised {
  const { order, groups, starts, hits, flags, positives, negatives, broken } = ranking
  const value = broken ? Number.NaN : twiceWins(ranking) / 2 / (positives * negatives)
  const influences = new Float64Array(order.length)
  const scaleUp = 1 / Math.sqrt(positives * Math.max(1, positives - 1))
  const scaleDown = 1 / Math.sqrt(negatives * Math.max(1, negatives - 1))
  let positivesBelow = 0
  let negativesBelow = 0
  for (let group = 0; group < groups; group++) {
    const from = starts[group]!
    const to = starts[group + 1]!
    const tiedPositives = hits[group]!
    const tiedNegatives = to - from - tiedPositives
    const ofPositive = ((negativesBelow + tiedNegatives / 2) / negatives - value) * scaleUp
    const ofNegative = ((positives - positivesBelow - tiedPositives / 2) / positives - value) * scaleDown
    for (let place = from; place < to; place++) influences[order[place]!] = flags[place] === 1 ? ofPositive : ofNegative
    positivesBelow += tiedPositives
    negativesBelow += tiedNegatives
  }
  return { value, influences }
}

/** Twice the number of (positive, negative) pairs in the right order: a whole number, so the order of cases cannot matter. */
function twiceWins({ groups, starts, hits }: Ranking): number {
  let negativesBelow = 0
  let wins = 0
  for (let group = 0; group < groups; group++) {
    const tiedPositives = hits[group]!
    const tiedNegatives = starts[group + 1]! - starts[group]! - tiedPositives
    wins += tiedPositives * (2 * negativesBelow + tiedNegatives)
    negativesBelow += tiedNegatives
  }
  return wins
}
