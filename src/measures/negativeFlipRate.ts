import type { CaseMeasure } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { shareFigure } from './proportionFigures.js'

/**
 * Share of cases that old answers rightly and new wrongly.
 * @see Yan et al. 2021, Positive-congruent training, CVPR, arXiv:2011.09161
 */
export const negativeFlipRate: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { onlyOld, n } = pairedSuccesses(view.cells, (truth, answer) => truth === answer)
    return shareFigure(onlyOld, n, view.confidence)
  },
}
