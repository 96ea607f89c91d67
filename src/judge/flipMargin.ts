import type { Interval } from '../core/estimate.js'
import type { Finding } from '../core/result.js'
import type { Region } from './region.js'

export type FlipMargin = NonNullable<Finding['flipMargin']>

/**
 * At which margin the finding would be another. An interval decides for every margin at once: it passes from the margin on that holds its
 * far end, and is a failure up to the one that its near end is beyond. `failing` is the interval that a proven failure must clear: the
 * same, or a wider one after Holm's correction. Margins of a change are never negative: what holds from zero on is 0, what no margin would
 * bring about is null.
 */
export function flipMargin(region: Region, interval: Interval, failing: Interval = interval): FlipMargin {
  if (Number.isFinite(region.low) && Number.isFinite(region.high)) return { pass: interval, fail: failing }
  const above = region.low === -Infinity
  const pass = above ? interval[1] : interval[0]
  const fail = above ? failing[0] : failing[1]
  switch (region.sense) {
    case 'degradation':
      return { pass: Math.max(0, pass), fail: fail > 0 ? fail : null }
    case 'improvement':
      return { pass: pass >= 0 ? pass : null, fail: Math.max(0, fail) }
    case 'value':
      return { pass, fail }
  }
}
