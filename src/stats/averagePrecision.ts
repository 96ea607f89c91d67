import type { Ranking } from './ranking.js'

/**
 * Average precision: the mean over positives of the precision at their score, ties taken together (scikit-learn's
 * `average_precision_score`), and the influence of each case, from the derivative of the weighted statistic at equal weights.
 * NaN without a positive, or when a score is NaN.
 * @see Su, Yuan & Zhu 2015, ICTIR, doi:10.1145/2808194.2809481 (average precision)
 * @see Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, chapter 6 (infinitesimal jackknife)
 */
export function averagePrecision(ranking: Ranking): { value: number; influences: Float64Array } {
  const { order, groups, starts, hits, flags, positives, broken } = ranking
  // From the highest score down: positives found among all that are shown at or above each group, hence the precision there.
  let found = 0
  let sum = 0
  for (let group = groups - 1; group >= 0; group--) {
    found += hits[group]!
    sum += hits[group]! * (found / (order.length - starts[group]!))
  }
  const value = broken ? Number.NaN : sum / positives
  const influences = new Float64Array(order.length)
  // From the lowest up: a case counts at every threshold at or below its own score.
  let gained = 0
  let lost = 0
  for (let group = 0; group < groups; group++) {
    const shown = order.length - starts[group]!
    const share = found / shown
    found -= hits[group]!
    gained += (hits[group]! * (1 - share)) / shown
    lost += (hits[group]! * share) / shown
    const ofPositive = (share - value + gained) / positives
    const ofNegative = -lost / positives
    const to = starts[group + 1]!
    for (let place = starts[group]!; place < to; place++)
      influences[order[place]!] = flags[place] === 1 ? ofPositive : ofNegative
  }
  return { value, influences }
}
