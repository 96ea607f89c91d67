import type { Interval } from '../core/estimate.js'
import { binomialCdf } from './distributions.js'

/**
 * Quantile of ascending values by linear interpolation between order statistics (type 7: numpy's and R's default).
 * NaN for no values. `probability` in [0, 1].
 * @see Hyndman & Fan 1996, Am. Stat. 50(4):361-365, doi:10.1080/00031305.1996.10473566
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[below + 1] ?? low
  // Like numpy, interpolate from the nearer end, so that equal neighbours give exactly their value.
  const share = position - below
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share)
}

/**
 * Distribution-free interval of a quantile: two order statistics whose ranks a binomial count misses with at most (1 - confidence)/2
 * on each side. Null when the values are too few for any pair to reach the confidence (for the median at 95 %: fewer than 6).
 * @see David & Nagaraja 2003, Order Statistics, 3rd ed., section 7.1
 */
export function quantileInterval(sorted: Float64Array, probability: number, confidence: number): Interval | null {
  const ranks = quantileRanks(sorted.length, probability, confidence)
  return ranks === null ? null : [sorted[ranks[0] - 1]!, sorted[ranks[1] - 1]!]
}

/** 1-based ranks of those order statistics. */
export function quantileRanks(n: number, probability: number, confidence: number): readonly [number, number] | null {
  const tail = (1 - confidence) / 2
  if (n === 0) return null
  // Lower: the largest rank l with P(X <= l - 1) <= tail. Upper: the smallest rank u with P(X <= u - 1) >= 1 - tail.
  const lower = firstRank(n, (rank) => binomialCdf(rank - 1, n, probability) > tail) - 1
  const upper = firstRank(n, (rank) => binomialCdf(rank - 1, n, probability) >= 1 - tail)
  return lower < 1 || upper > n ? null : [lower, upper]
}

/** The smallest rank in 1..n for which `holds` (false, then true); n + 1 if none. */
function firstRank(n: number, holds: (rank: number) => boolean): number {
  let low = 1
  let high = n + 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
