import type { Interval } from '../core/estimate.js'

export type Decision = 'pass' | 'fail' | 'inconclusive'

/**
 * Where an interval lies to a region decides: inside it, pass; apart from it, fail; else inconclusive. For a degradation d with
 * the region d <= margin this reads: pass if hi <= margin, fail if lo > margin (DESIGN section 5). An interval that touches the
 * margin keeps it. Comparisons with NaN are false, so NaN
 * passes nothing and fails nothing; nor does an interval the wrong way round.
 */
export function decide([low, high]: Interval, region: { readonly low: number; readonly high: number }): Decision {
  if (!(low <= high)) return 'inconclusive'
  const slackLow = slack(region.low)
  const slackHigh = slack(region.high)
  if (low >= region.low - slackLow && high <= region.high + slackHigh) return 'pass'
  if (low > region.high + slackHigh || high < region.low - slackLow) return 'fail'
  return 'inconclusive'
}

/**
 * Room for the rounding of binary fractions, a millionth of a millionth of the margin: 0.95 - 0.94 is 0.010000000000000009, and
 * must keep a margin of 1 point. A margin of zero has none.
 */
function slack(limit: number): number {
  return Number.isFinite(limit) ? Math.abs(limit) * 1e-12 : 0
}
