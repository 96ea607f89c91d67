import { pairedMedians } from '../stats/pairedMedian.js'
import { clusteredMedians } from '../stats/weightedMedian.js'
import { samplingFacts } from './clustered/linearisedFigures.js'
import { impossible, type CaseMeasure } from './measure.js'
import { medianFigures } from './medianFigures.js'

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
    if (sample !== null) {
      const medians = clusteredMedians(oldErrors, newErrors, sample, view.confidence)
      const methods = { side: 'cluster-median', difference: 'cluster-median' }
      return medianFigures(medians, { n, ...samplingFacts(sample, view.confidence) }, methods)
    }
    const medians = pairedMedians(oldErrors, newErrors, view.confidence)
    return medianFigures(medians, { n }, { side: 'order-statistic', difference: 'paired-median' })
  },
}
