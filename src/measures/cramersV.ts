import { symmetricRootInterval } from '../stats/bootstrap.js'
import { chiSquareOfTwo } from '../stats/chiSquare.js'
import type { DriftMeasure } from './measure.js'
import { overBins } from './overBins.js'

const association = overBins((a, b) => chiSquareOfTwo(a, b).cramersV, symmetricRootInterval, [0, 1])

/** Cramér's V between "which sample" and "which category", in [0, 1]; categories only, missing values are one. */
export const cramersV: DriftMeasure = {
  kind: 'drift',
  compare: (pair, options, confidence) =>
    pair.kind === 'category' ? association.compare(pair, options, confidence) : null,
  crossing: (pair, options, threshold, seed) =>
    pair.kind === 'category' ? association.crossing(pair, options, threshold, seed) : null,
}
