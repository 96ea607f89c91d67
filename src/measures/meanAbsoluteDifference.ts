import type { OutputMeasure } from './measure.js'
import { meanFigure, rootMeanSquare } from './outputs/meanFigure.js'

/** Mean of |new - old| over a case's compared elements, averaged over the cases: each case counts once, however many elements it has. */
export const meanAbsoluteDifference: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: ({ meanAbsolute, confidence }) =>
    meanFigure(meanAbsolute, rootMeanSquare(meanAbsolute), [0, Infinity], confidence),
}
