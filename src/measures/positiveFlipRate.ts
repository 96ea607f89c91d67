import { caseSuccesses } from './caseSuccesses.js'
import { impossible, type CaseMeasure } from './measure.js'
import { shareFigure, shareOfOnly } from './proportionFigures.js'

/** Share of cases that old answers wrongly and new rightly. Multilabel: by the whole set of labels, or by the decision on one (`class`). */
export const positiveFlipRate: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    const successes = caseSuccesses(view, options)
    return successes === null
      ? impossible('pair', view.labelled, 'no-such-class')
      : shareFigure(shareOfOnly('new', successes), view.confidence)
  },
}
