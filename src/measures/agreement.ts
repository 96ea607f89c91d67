import { sameSets } from './labelSets/setSuccesses.js'
import { impossible, type CaseMeasure } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { shareFigure, type Share } from './proportionFigures.js'
import type { JointTable } from './summaries/jointCounts.js'

/** Share of cases to which both models give the same answer, right or wrong; multilabel: the same whole set of labels, or the same decision on one (`class`). */
export const agreement: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    if (view.labelSets === null) return shareFigure(sameAnswers(view.allCells), view.confidence)
    if (options.class === undefined) return shareFigure(sameSets(view.labelSets), view.confidence)
    const label = view.labels.indexOf(options.class)
    if (label < 0) return impossible('pair', view.n, 'no-such-class')
    return shareFigure(sameAnswers(view.labelCells(label).cells), view.confidence)
  },
}

/** With the old answer in the place of the truth, the new one is right where both are the same. */
function sameAnswers(cells: JointTable): Share {
  const { both, n, cases } = pairedSuccesses({ ...cells, truth: cells.old }, (old, answer) => answer === old)
  return { successes: both, n, ...(cases === undefined ? {} : { cases: { flags: cases.new, sample: cases.sample } }) }
}
