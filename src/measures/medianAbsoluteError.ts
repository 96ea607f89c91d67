import { pairedMedians } from '../stats/pairedMedian.js'
import { clusteredMedianFigures } from './clustered/clusteredMedian.js'
import { impossible, type CaseMeasure } from './measure.js'

/** Median of |value - truth|, in the target's unit: the error that half of the cases stay below. */
export const medianAbsoluteError: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { truth, old, new: newer } = view.values
    const n = truth.length
    if (n === 0) return impossible('each', 0, 'no-cases')
    const [oldErrors, newErrors] = [old, newer].map((values) =>
      values.map((value, i) => Math.abs(value - truth[i]!)),
    ) as [Float64Array, Float64Array]
    const sample = view.labelledSample
    if (sample !== null) return clusteredMedianFigures(oldErrors, newErrors, sample, view.confidence)
    const medians = pairedMedians(oldErrors, newErrors, view.confidence)
    return [
      { of: 'old', value: medians.old, interval: medians.oldInterval, n, method: 'order-statistic' },
      { of: 'new', value: medians.new, interval: medians.newInterval, n, method: 'order-statistic' },
      {
        of: 'difference',
        value: medians.new - medians.old,
        interval: medians.differenceInterval,
        relative:
          medians.relativeInterval === null
            ? null
            : { value: medians.new / medians.old - 1, interval: medians.relativeInterval },
        n,
        method: 'paired-median',
      },
    ]
  },
}
