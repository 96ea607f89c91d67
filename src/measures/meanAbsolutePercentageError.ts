import { addPair, emptyPairedMoments } from '../stats/pairedMoments.js'
import { impossible, type CaseMeasure } from './measure.js'
import { meanFigures } from './meanFigures.js'

/**
 * Mean of |value - truth| / |truth|, as a share. Impossible where a truth is zero: leaving such cases out would hide their errors, and any other
 * way out (scikit-learn divides by 2⁻⁵²) gives numbers that mean nothing.
 */
export const meanAbsolutePercentageError: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { truth, old, new: newer } = view.values
    if (truth.includes(0)) return impossible('each', truth.length, 'zero-target')
    const pairs = emptyPairedMoments()
    for (let i = 0; i < truth.length; i++) {
      const size = Math.abs(truth[i]!)
      addPair(pairs, Math.abs(old[i]! - truth[i]!) / size, Math.abs(newer[i]! - truth[i]!) / size)
    }
    const sample = view.labelledSample
    const errors = (values: Float64Array) => values.map((value, i) => Math.abs((value - truth[i]!) / truth[i]!))
    const cases = sample === null ? {} : { cases: { old: errors(old), new: errors(newer), sample } }
    return meanFigures({ ...pairs, ...cases }, view.confidence, 0)
  },
}
