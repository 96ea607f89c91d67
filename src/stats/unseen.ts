import type { Interval } from '../core/estimate.js'
import { twoSidedZ } from './distributions.js'

/**
 * The share of all cases that may do something which none of `n` cases did: z²/(n + z²), the upper end of Wilson's interval for 0 of n
 * (3.8/n for many cases at 95 %, close to the "rule of three"). It is also the half-width of Tango's interval without a single
 * discordant pair, so that every measure asks for about as many cases as accuracy does.
 * @see Hanley & Lippman-Hand 1983, JAMA 249(13):1743-1745, doi:10.1001/jama.1983.03330370053031
 */
export function unseenShare(n: number, confidence: number): number {
  const z2 = twoSidedZ(confidence) ** 2
  return z2 / (n + z2)
}

/**
 * An interval that leaves room for what was not seen: at least `half` to either side of `value`. The spread of a handful of equal
 * numbers is zero, which says nothing about the next case. An interval of no width with nothing to widen it by (`half` not above zero)
 * is no interval.
 */
export function allowUnseen(interval: Interval | null, value: number, half: number): Interval | null {
  if (interval === null) return null
  if (!(half > 0)) return interval[1] > interval[0] ? interval : null
  return [Math.min(interval[0], value - half), Math.max(interval[1], value + half)]
}
