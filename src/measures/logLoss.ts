import type { CaseMeasure } from './measure.js'
import { meanFigures } from './meanFigures.js'

/** Of an answer that is wrong by a hair: the true label has a score of 1/2 at most. */
const LEAST_MISS = Math.LN2

/** Mean of -ln(score of the true label), natural logarithm; multilabel: of each yes or no, averaged over the labels. See `scoreLosses`. */
export const logLoss: CaseMeasure = {
  kind: 'cases',
  estimate: (view) =>
    meanFigures(
      view.losses.log,
      view.confidence,
      view.labelSets === null ? LEAST_MISS : LEAST_MISS / view.labels.length,
    ),
}
