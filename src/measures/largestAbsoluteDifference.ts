import type { OutputMeasure } from './measure.js'

/** Largest |new - old| over every compared element of every case: Polygraphy's max_absdiff. A fact about the set: no interval. */
export const largestAbsoluteDifference: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: ({ largest, cases }) => ({ value: largest, interval: null, n: cases, method: 'maximum' }),
}
