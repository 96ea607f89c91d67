import type { SpeedMeasure } from './measure.js'
import { pointFigures } from './speedPair.js'

/** Cases answered a second, in batches. */
export const throughput: SpeedMeasure = {
  kind: 'speed',
  estimate: (pair) =>
    pointFigures(
      pair,
      ({ rows, elapsedMs }) => (rows > 0 && elapsedMs > 0 ? (rows / elapsedMs) * 1000 : null),
      ({ rows }) => rows,
    ),
}
