import { caseSuccesses } from './caseSuccesses.js'
import { impossible, type CaseMeasure } from './measure.js'
import { proportionFigures } from './proportionFigures.js'

/** Share of cases whose whole set of labels is answered exactly (scikit-learn's `accuracy_score` of label indicators). */
export const subsetAccuracy: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const successes = caseSuccesses(view, {})
    return successes === null
      ? impossible('each', view.labelled, 'no-such-class')
      : proportionFigures(successes, view.confidence)
  },
}
