import type { SpeedMeasure } from './measure.js'
import { latencyFigures } from './speedPair.js'

/** Median time of one case, in ms. */
export const latencyP50: SpeedMeasure = { kind: 'speed', estimate: (pair) => latencyFigures(pair, 0.5) }
