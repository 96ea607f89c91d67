import type { Interval } from '../core/estimate.js'
import { normalQuantile } from '../stats/distributions.js'

export interface Observed {
  readonly value: number
  readonly interval: Interval
  readonly n: number
  /**
   * z² of the interval's confidence where nothing but unseen cases makes its width (no case differed), so that it shrinks like 1/(n + z²);
   * left out where it shrinks like 1/sqrt(n).
   */
  readonly unseen?: number | undefined
}

/**
 * How many cases would settle a criterion if the observed value were the truth. The side of the interval that reaches over the
 * limit, of width w, shrinks like 1/sqrt(n); it ends at the limit, at distance d from the value, when there are
 *
 *   N = n (w / d)^2   cases.
 *
 * Where no case differed at all the width is z²/(n + z²) times a constant, and N = (n + z²) w / d - z².
 *
 * A value that keeps its region needs both of its sides inside; one beyond it needs the side towards the limit. Null when the
 * value lies on the limit, where no number of cases would do. It is a forecast: half of such new sets would still not settle it.
 * @see Julious 2004, Stat. Med. 23(12):1921-1986 (sample size from the width that is needed)
 */
export function casesNeeded(
  observed: Observed,
  region: { readonly low: number; readonly high: number },
): number | null {
  const { value, interval } = observed
  const [below, above] = [value - interval[0], interval[1] - value]
  if (value > region.high) return scale(observed, below, value - region.high)
  if (value < region.low) return scale(observed, above, region.low - value)
  const up = above > region.high - value ? scale(observed, above, region.high - value) : 1
  const down = below > value - region.low ? scale(observed, below, value - region.low) : 1
  return up === null || down === null ? null : Math.max(up, down)
}

/**
 * How many cases would prove a failure at `alpha` in spite of `family` criteria looked at together: its z grows like sqrt(n), and
 * beyond the alpha / family quantile (Bonferroni's, Holm's first step) it is proven whatever the others are.
 */
export function casesToProve(n: number, z: number, alpha: number, family: number): number | null {
  return atLeastOneMore(n, n * (normalQuantile(1 - alpha / family) / z) ** 2)
}

function scale({ n, unseen }: Observed, width: number, distance: number): number | null {
  const ratio = width / distance
  return atLeastOneMore(n, unseen === undefined ? n * ratio ** 2 : (n + unseen) * ratio - unseen)
}

function atLeastOneMore(n: number, cases: number): number | null {
  const whole = Math.max(n + 1, Math.ceil(cases))
  return Number.isSafeInteger(whole) ? whole : null
}
