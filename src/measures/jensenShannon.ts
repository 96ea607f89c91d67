import { symmetricRootInterval } from '../stats/bootstrap.js'
import { jensenShannonDistance } from '../stats/jensenShannon.js'
import { overBins } from './overBins.js'

/** Jensen-Shannon distance (base 2, in [0, 1]) over the bins of the reference (deciles unless `bins` says else), or over categories; missing values are a bin. */
export const jensenShannon = overBins(jensenShannonDistance, symmetricRootInterval, [0, 1])
