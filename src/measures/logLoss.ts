import type { CaseMeasure } from './measure.js'
import { meanFigures } from './meanFigures.js'

/** Mean of -ln(score of the true label), natural logarithm; see `scoreLosses` for the clip. */
export const logLoss: CaseMeasure = {
  kind: 'cases',
  estimate: (view) => meanFigures(view.losses.log, view.confidence, view.seed('logLoss')),
}
