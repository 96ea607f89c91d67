import { symmetricInterval } from '../stats/bootstrap.js'
import { populationStability } from '../stats/populationStability.js'
import { DRIFT_BINS } from './columnBins.js'
import type { DriftMeasure } from './measure.js'

/** Population stability index over the bins of the reference (deciles unless `bins` says else), or over categories; missing values are a bin. */
export const psi: DriftMeasure = {
  kind: 'drift',
  compare(pair, options, confidence) {
    const binned = pair.binned(options.bins ?? DRIFT_BINS)
    const value = populationStability(binned.a, binned.b)
    const replicates = binned.replicates(populationStability)
    return {
      value,
      interval: symmetricInterval(replicates, value, confidence, [0, Infinity]),
      method: 'multinomial-bootstrap',
    }
  },
}
