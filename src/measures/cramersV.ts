import { symmetricRootInterval } from '../stats/bootstrap.js'
import { chiSquareOfTwo } from '../stats/chiSquare.js'
import { DRIFT_BINS } from './columnBins.js'
import type { DriftMeasure } from './measure.js'

/** Cramér's V between "which sample" and "which category", in [0, 1]; categories only, missing values are one. */
export const cramersV: DriftMeasure = {
  kind: 'drift',
  compare(pair, _options, confidence) {
    if (pair.kind !== 'category') return null
    const binned = pair.binned(DRIFT_BINS)
    const value = distance(binned.a, binned.b)
    const replicates = binned.replicates(distance)
    return {
      value,
      interval: symmetricRootInterval(replicates, value, confidence, [0, 1]),
      method: 'multinomial-bootstrap',
    }
  },
}

function distance(a: Float64Array, b: Float64Array): number {
  return chiSquareOfTwo(a, b).cramersV
}
