import { averageOverLabels } from './averageOverLabels.js'
import type { CaseView } from './caseView.js'
import type { LabelSums } from './labelTable.js'
import { labelTarget } from './labelTarget.js'
import { impossible, type CaseMeasure, type Figure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/**
 * A measure that is known from the label sums for one label, and as an average over them: precision, recall, F1. Averages are made from
 * `valueOf`; what one label alone comes to, and when it cannot, is for `ofLabel` to say.
 */
export function byLabel(
  valueOf: (sums: LabelSums, label: number) => number,
  ofLabel: (view: CaseView, label: number) => readonly Figure[],
): CaseMeasure {
  return {
    kind: 'cases',
    estimate(view, options) {
      const target = labelTarget(options, view.labels, view.positive)
      switch (target.kind) {
        case 'none':
          return impossible('each', view.labelled, target.reason)
        case 'average':
          return tableFigures(
            view.table,
            (sums) => averageOverLabels(sums, target.average, valueOf),
            [0, 1],
            view.confidence,
            'no-cases',
          )
        case 'label':
          return ofLabel(view, target.label)
      }
    },
  }
}
