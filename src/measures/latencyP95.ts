import type { SpeedMeasure } from './measure.js'
import { latencyFigures } from './speedPair.js'

/** Time that 95 cases of 100 stay below, one at a time, in ms. */
export const latencyP95: SpeedMeasure = { kind: 'speed', estimate: (pair) => latencyFigures(pair, 0.95) }
