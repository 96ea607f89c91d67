import type { Interval } from '../core/estimate.js'
import { twoSidedZ } from './distributions.js'

/**
 * Wilson's score interval of a proportion, `successes` of `n` > 0; inside [0, 1], and never of zero width, so that 20 right of 20 is
 * not taken for certainty.
 * @see Wilson 1927, JASA 22(158):209-212, doi:10.1080/01621459.1927.10502953
 */
export function wilsonInterval(successes: number, n: number, confidence: number): Interval {
  const z = twoSidedZ(confidence)
  const share = successes / n
  const scale = 1 + (z * z) / n
  const centre = (share + (z * z) / (2 * n)) / scale
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / scale
  return [successes === 0 ? 0 : Math.max(0, centre - half), successes === n ? 1 : Math.min(1, centre + half)]
}
