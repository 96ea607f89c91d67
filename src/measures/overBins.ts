import type { Interval } from '../core/estimate.js'
import { binDistance, type Around, type Distance } from './binDistance.js'
import { chanceOfCrossing } from './chance.js'
import { DRIFT_BINS } from './columnBins.js'
import type { DriftMeasure } from './measure.js'

/** A drift measure that is a distance between shares, over the bins of the reference or over categories. */
export function overBins(distance: Distance, around: Around, range: Interval): DriftMeasure {
  return {
    kind: 'drift',
    compare(pair, options, confidence) {
      return binDistance(pair.binned(options.bins ?? DRIFT_BINS), distance, around, confidence, range)
    },
    crossing(pair, options, threshold, seed) {
      const { a, b } = pair.binned(options.bins ?? DRIFT_BINS)
      return chanceOfCrossing(a, b, distance, threshold, seed)
    },
  }
}
