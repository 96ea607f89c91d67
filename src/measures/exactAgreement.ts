import type { OutputMeasure } from './measure.js'
import { meanFigure } from './outputs/meanFigure.js'

/** Share of a case's compared elements that are equal on both sides (texts: letter by letter), averaged over the cases. */
export const exactAgreement: OutputMeasure = {
  kind: 'outputs',
  of: 'any',
  estimate: ({ shareEqual, confidence }) => meanFigure(shareEqual, 1, [0, 1], confidence),
}
