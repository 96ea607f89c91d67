import { averageOverLabels } from './averageOverLabels.js'
import type { LabelSums } from './labelTable.js'
import { labelTarget } from './labelTarget.js'
import { impossible, type CaseMeasure } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { proportionFigures } from './proportionFigures.js'
import { tableFigures } from './tableFigures.js'

/** Of the cases that have a label, the share answered with it. Among those cases it is a paired proportion, hence Tango's interval. */
export const recall: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    const target = labelTarget(options, view.labels, view.positive)
    switch (target.kind) {
      case 'none':
        return impossible('each', view.labelled, target.reason)
      case 'average':
        return tableFigures(
          view.table,
          (sums) => averageOverLabels(sums, target.average, recallOf),
          [0, 1],
          view.confidence,
          'no-cases',
        )
      case 'label': {
        const successes = pairedSuccesses(
          view.cells,
          (truth, answer) => truth === answer,
          (truth) => truth === target.label,
        )
        return successes.n === 0 ? impossible('each', 0, 'no-cases') : proportionFigures(successes, view.confidence)
      }
    }
  },
}

function recallOf({ truth, right }: LabelSums, label: number): number {
  return truth[label] === 0 ? Number.NaN : right[label]! / truth[label]!
}
