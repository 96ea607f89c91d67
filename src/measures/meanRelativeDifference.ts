import type { OutputMeasure } from './measure.js'
import { meanFigure, rootMeanSquare } from './outputs/meanFigure.js'

/** Mean of |new - old| / |old| over a case's compared elements, averaged over the cases. See `largestRelativeDifference` for zeros. */
export const meanRelativeDifference: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: ({ meanRelative, zeroBaseline, cases, confidence }) =>
    zeroBaseline > 0
      ? { value: null, interval: null, n: cases, method: 'paired-t', reason: 'zero-baseline' }
      : meanFigure(meanRelative, rootMeanSquare(meanRelative), [0, Infinity], confidence),
}
