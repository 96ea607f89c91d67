import { caseSuccesses } from './caseSuccesses.js'
import { impossible, type CaseMeasure } from './measure.js'
import { shareFigure, shareOfOnly } from './proportionFigures.js'

/**
 * Share of cases that old answers rightly and new wrongly. Multilabel: by the whole set of labels, or by the decision on one (`class`).
 * @see Yan et al. 2021, Positive-congruent training, CVPR, arXiv:2011.09161
 */
export const negativeFlipRate: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    const successes = caseSuccesses(view, options)
    return successes === null
      ? impossible('pair', view.labelled, 'no-such-class')
      : shareFigure(shareOfOnly('old', successes), view.confidence)
  },
}
