import type { CaseMeasure } from './measure.js'
import { meanFigures } from './meanFigures.js'

/** Mean squared distance of scores from the truth: in [0, 1] for two labels, in [0, 2] for more; see `scoreLosses`. */
export const brier: CaseMeasure = {
  kind: 'cases',
  estimate: (view) => meanFigures(view.losses.brier, view.confidence, view.seed('brier')),
}
