import type { SpeedMeasure } from './measure.js'
import { pointFigures } from './speedPair.js'

/** Largest resident memory of the host process, in bytes. */
export const peakMemory: SpeedMeasure = {
  kind: 'speed',
  estimate: (pair) =>
    pointFigures(
      pair,
      ({ peakMemoryBytes }) => (peakMemoryBytes > 0 ? peakMemoryBytes : null),
      ({ rows }) => rows,
    ),
}
