import { labelJoint } from './labelSets/labelCounts.js'
import { sameSets } from './labelSets/setSuccesses.js'
import { impossible, type CaseMeasure } from './measure.js'
import { shareFigure } from './proportionFigures.js'
import type { JointTable } from './summaries/jointCounts.js'

/** Share of cases to which both models give the same answer, right or wrong; multilabel: the same whole set of labels, or the same decision on one (`class`). */
export const agreement: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    if (view.labelSets === null) return shareFigure(sameAnswers(view.allCells), view.n, view.confidence)
    if (options.class === undefined) return shareFigure(sameSets(view.labelSets), view.n, view.confidence)
    const label = view.labels.indexOf(options.class)
    if (label < 0) return impossible('pair', view.n, 'no-such-class')
    return shareFigure(sameAnswers(labelJoint(view.labelCounts, label)), view.n, view.confidence)
  },
}

function sameAnswers({ old, new: newer, counts }: JointTable): number {
  return counts.reduce((sum, count, i) => (old[i] === newer[i] ? sum + count : sum), 0)
}
