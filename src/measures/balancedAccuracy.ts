import type { LabelSums } from './labelTable.js'
import type { CaseMeasure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/** Mean over the labels that have cases of the share answered rightly (scikit-learn's `balanced_accuracy_score`). */
export const balancedAccuracy: CaseMeasure = {
  kind: 'cases',
  estimate: (view) => tableFigures(view.table, meanRecall, [0, 1], view.confidence, 'no-cases'),
}

function meanRecall({ truth, right }: LabelSums): number {
  let sum = 0
  let present = 0
  for (let k = 0; k < truth.length; k++) {
    if (truth[k] === 0) continue
    sum += right[k]! / truth[k]!
    present++
  }
  return sum / present
}
