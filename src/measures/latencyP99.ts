import type { SpeedMeasure } from './measure.js'
import { latencyFigures } from './speedPair.js'

/** Time that 99 cases of 100 stay below, one at a time, in ms. Its interval needs some 370 timed cases. */
export const latencyP99: SpeedMeasure = { kind: 'speed', estimate: (pair) => latencyFigures(pair, 0.99) }
