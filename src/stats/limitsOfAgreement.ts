import type { Interval } from '../core/estimate.js'
import { chiSquareQuantile, studentQuantile } from './distributions.js'

export interface LimitsOfAgreement {
  readonly bias: number
  readonly biasInterval: Interval
  readonly deviation: number
  readonly low: number
  readonly lowInterval: Interval
  readonly high: number
  readonly highInterval: Interval
}

/** 97.5 % point of the normal distribution, as Bland and Altman's limits use it whatever the plan's confidence. */
export const LIMITS_Z = 1.959963984540054

/**
 * Bland and Altman's bias and 95 % limits of agreement of n differences of this mean and variance (n - 1 below): mean ± 1.96 deviations,
 * each with an interval at `confidence`. The bias has Student's t. A limit's interval puts together (MOVER) those of the mean and of the
 * deviation (chi-square), so it is lopsided as it should be: the outer end is further off. It agrees with Carkeet's exact one (noncentral
 * t) to within 6 % of its width for 10 differences and 1.5 % for 150, and has no trouble with a million. Null for n < 2; differences that are all equal
 * have limits and intervals without width.
 * @see Bland & Altman 1986, Lancet 327(8476):307-310; 1999, Stat. Methods Med. Res. 8(2):135-160, doi:10.1177/096228029900800204
 * @see Zou 2013, Stat. Methods Med. Res. 22(6):630-642, doi:10.1177/0962280211402548 (MOVER)
 * @see Carkeet 2015, Optom. Vis. Sci. 92(3):e71-e80, doi:10.1097/OPX.0000000000000513 (exact)
 */
export function limitsOfAgreement(
  n: number,
  mean: number,
  variance: number,
  confidence: number,
): LimitsOfAgreement | null {
  if (n < 2 || !Number.isFinite(mean) || !(variance >= 0)) return null
  const tail = (1 - confidence) / 2
  const deviation = Math.sqrt(variance)
  const reach = LIMITS_Z * deviation
  const t = studentQuantile(1 - tail, n - 1)
  const half = t * Math.sqrt(variance / n)
  // From the mean alone, and from the deviation alone: below what was seen, and above it.
  const below = Math.hypot(half, reach * (1 - Math.sqrt((n - 1) / chiSquareQuantile(1 - tail, n - 1))))
  const above = Math.hypot(half, reach * (Math.sqrt((n - 1) / chiSquareQuantile(tail, n - 1)) - 1))
  return {
    bias: mean,
    biasInterval: [mean - half, mean + half],
    deviation,
    low: mean - reach,
    lowInterval: [mean - reach - above, mean - reach + below],
    high: mean + reach,
    highInterval: [mean + reach - below, mean + reach + above],
  }
}
