import { symmetricRootInterval } from '../stats/bootstrap.js'
import { jensenShannonDistance } from '../stats/jensenShannon.js'
import { binDistance } from './binDistance.js'
import { chanceOfCrossing } from './chance.js'
import { DRIFT_BINS } from './columnBins.js'
import type { DriftMeasure } from './measure.js'

/** Jensen-Shannon distance (base 2, in [0, 1]) over the bins of the reference (deciles unless `bins` says else), or over categories; missing values are a bin. */
export const jensenShannon: DriftMeasure = {
  kind: 'drift',
  compare(pair, options, confidence) {
    const binned = pair.binned(options.bins ?? DRIFT_BINS)
    return binDistance(binned, jensenShannonDistance, symmetricRootInterval, confidence, [0, 1])
  },
  crossing(pair, options, threshold, seed) {
    const { a, b } = pair.binned(options.bins ?? DRIFT_BINS)
    return chanceOfCrossing(a, b, jensenShannonDistance, threshold, seed)
  },
}
