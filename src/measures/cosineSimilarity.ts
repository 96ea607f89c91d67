import type { OutputMeasure } from './measure.js'
import { meanFigure } from './outputs/meanFigure.js'

/** How far an unseen case may lie from the mean: one whose two outputs have nothing in common. */
const UNLIKE = 1

/** Cosine of the angle between a case's two outputs (all compared elements as one vector), averaged over the cases. See `cosineOf` for zeros. */
export const cosineSimilarity: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: ({ cosine, confidence }) => meanFigure(cosine, UNLIKE, [-1, 1], confidence),
}
