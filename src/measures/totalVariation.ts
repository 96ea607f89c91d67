import { symmetricRootInterval } from '../stats/bootstrap.js'
import { totalVariationDistance } from '../stats/totalVariation.js'
import { overBins } from './overBins.js'

/** Total variation distance (in [0, 1]) over the bins of the reference (deciles unless `bins` says else), or over categories; missing values are a bin. */
export const totalVariation = overBins(totalVariationDistance, symmetricRootInterval, [0, 1])
