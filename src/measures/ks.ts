import { ksInterval, ksPValue, ksStatistic } from '../stats/kolmogorovSmirnov.js'
import type { DriftMeasure } from './measure.js'

/** Largest distance between two distribution functions, in [0, 1]; numbers only, missing values apart. */
export const ks: DriftMeasure = {
  kind: 'drift',
  compare({ kind, a, b }, _options, confidence) {
    if (kind !== 'number') return null
    const value = ksStatistic(a.numbers, b.numbers)
    const interval = ksInterval(value, a.numbers.length, b.numbers.length, confidence)
    return { value, interval, method: 'kolmogorov-band' }
  },
  crossing({ kind, a, b }, _options, threshold) {
    if (kind !== 'number') return null
    return a.numbers.length === 0 || b.numbers.length === 0
      ? Number.NaN
      : ksPValue(threshold, a.numbers.length, b.numbers.length)
  },
}
