import { symmetricInterval } from '../stats/bootstrap.js'
import { populationStability } from '../stats/populationStability.js'
import { overBins } from './overBins.js'

/** Population stability index over the bins of the reference (deciles unless `bins` says else), or over categories; missing values are a bin. */
export const psi = overBins(populationStability, symmetricInterval, [0, Infinity])
