import type { CaseMeasure } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { shareFigure } from './proportionFigures.js'

/** Share of cases that old answers wrongly and new rightly. */
export const positiveFlipRate: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { onlyNew, n } = pairedSuccesses(view.cells, (truth, answer) => truth === answer)
    return shareFigure(onlyNew, n, view.confidence)
  },
}
