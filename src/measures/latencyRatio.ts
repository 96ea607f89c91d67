import type { Interval } from '../core/estimate.js'
import { batchMean } from '../stats/batchMeans.js'
import { impossible, type Figure, type SpeedMeasure } from './measure.js'

/** How many times the old model's time the new one takes for a case: the geometric mean over cases of new / old. */
export const latencyRatio: SpeedMeasure = {
  kind: 'speed',
  estimate({ old, new: newer, confidence }) {
    const [a, b] = [old?.latenciesMs ?? NONE, newer?.latenciesMs ?? NONE]
    const n = Math.min(a.length, b.length)
    if (n === 0) return impossible('pair', 0, 'no-cases')
    const { value, interval } = geometricRatio(a.subarray(0, n), b.subarray(0, n), confidence)
    const figure: Figure = { of: 'pair', value, interval, n, method: 'batch-means' }
    return [Number.isFinite(value) ? figure : { ...figure, value: null, interval: null, reason: 'not-finite' }]
  },
}

const NONE = new Float64Array(0)

/** exp of the mean of log(b / a), with its interval. A time of zero, which no clock should give, makes it NaN or infinite. */
export function geometricRatio(
  a: Float64Array,
  b: Float64Array,
  confidence: number,
): { readonly value: number; readonly interval: Interval | null } {
  const { value, interval } = batchMean(
    b.map((ms, i) => Math.log(ms / a[i]!)),
    confidence,
  )
  return {
    value: Math.exp(value),
    interval: interval === null ? null : [Math.exp(interval[0]), Math.exp(interval[1])],
  }
}
