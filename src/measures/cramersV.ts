import { symmetricRootInterval } from '../stats/bootstrap.js'
import { chiSquareOfTwo } from '../stats/chiSquare.js'
import { binDistance } from './binDistance.js'
import { chanceOfCrossing } from './chance.js'
import { DRIFT_BINS } from './columnBins.js'
import type { DriftMeasure } from './measure.js'

/** Cramér's V between "which sample" and "which category", in [0, 1]; categories only, missing values are one. */
export const cramersV: DriftMeasure = {
  kind: 'drift',
  compare(pair, _options, confidence) {
    if (pair.kind !== 'category') return null
    const binned = pair.binned(DRIFT_BINS)
    return binDistance(binned, distance, symmetricRootInterval, confidence, [0, 1])
  },
  crossing(pair, _options, threshold, seed) {
    if (pair.kind !== 'category') return null
    const { a, b } = pair.binned(DRIFT_BINS)
    return chanceOfCrossing(a, b, distance, threshold, seed)
  },
}

function distance(a: Float64Array, b: Float64Array): number {
  return chiSquareOfTwo(a, b).cramersV
}
