import { symmetricInterval } from '../stats/bootstrap.js'
import { populationStability } from '../stats/populationStability.js'
import { binDistance } from './binDistance.js'
import { chanceOfCrossing } from './chance.js'
import { DRIFT_BINS } from './columnBins.js'
import type { DriftMeasure } from './measure.js'

/** Population stability index over the bins of the reference (deciles unless `bins` says else), or over categories; missing values are a bin. */
export const psi: DriftMeasure = {
  kind: 'drift',
  compare(pair, options, confidence) {
    const binned = pair.binned(options.bins ?? DRIFT_BINS)
    return binDistance(binned, populationStability, symmetricInterval, confidence, [0, Infinity])
  },
  crossing(pair, options, threshold, seed) {
    const { a, b } = pair.binned(options.bins ?? DRIFT_BINS)
    return chanceOfCrossing(a, b, populationStability, threshold, seed)
  },
}
