import { averageOverLabels } from './averageOverLabels.js'
import type { LabelSums } from './labelTable.js'
import { labelTarget } from './labelTarget.js'
import { impossible, type CaseMeasure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/** Harmonic mean of precision and recall: 2 right / (having + answered). NaN for a label that neither occurs nor is answered. */
export const f1: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    const target = labelTarget(options, view.labels, view.positive)
    switch (target.kind) {
      case 'none':
        return impossible('each', view.labelled, target.reason)
      case 'average':
        return tableFigures(
          view.table,
          (sums) => averageOverLabels(sums, target.average, f1Of),
          [0, 1],
          view.confidence,
          'no-cases',
        )
      case 'label':
        return tableFigures(view.labelTable(target.label), (sums) => f1Of(sums, 1), [0, 1], view.confidence, 'no-cases')
    }
  },
}

function f1Of({ truth, predicted, right }: LabelSums, label: number): number {
  return (2 * right[label]!) / (truth[label]! + predicted[label]!)
}
