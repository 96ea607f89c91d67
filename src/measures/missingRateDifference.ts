import type { Interval } from '../core/estimate.js'
import { newcombeInterval } from '../stats/newcombe.js'
import { chanceOfCrossing } from './chance.js'
import type { DriftMeasure } from './measure.js'

/**
 * By how much the share of missing values changed, up or down, over all rows of both sets. The interval is that of the signed difference
 * with its sign taken off: where that holds zero, from zero to its farther end.
 */
export const missingRateDifference: DriftMeasure = {
  kind: 'drift',
  countsMissing: true,
  compare({ a, b, paired }, _options, confidence) {
    if (paired) return null
    const [n, m] = [a.n + a.missing, b.n + b.missing]
    const value = Math.abs(b.missing / m - a.missing / n)
    return {
      value,
      interval: withoutSign(newcombeInterval(a.missing, n, b.missing, m, confidence)),
      method: 'newcombe',
    }
  },
  crossing({ a, b, paired }, _options, threshold, seed) {
    if (paired) return null
    return chanceOfCrossing(
      Float64Array.of(a.missing, a.n),
      Float64Array.of(b.missing, b.n),
      changeOfFirst,
      threshold,
      seed,
    )
  },
}

function changeOfFirst(a: Float64Array, b: Float64Array): number {
  return Math.abs(b[0]! / (b[0]! + b[1]!) - a[0]! / (a[0]! + a[1]!))
}

function withoutSign([low, high]: Interval): Interval {
  if (low >= 0) return [low, high]
  return high <= 0 ? [-high, -low] : [0, Math.max(-low, high)]
}
