import { averageOverLabels } from './averageOverLabels.js'
import type { CaseView } from './caseView.js'
import type { LabelSums } from './labelTable.js'
import { averageFigures, type DecisionRatio } from './labelSets/averageRatio.js'
import { classAverage, labelTarget } from './labelTarget.js'
import { impossible, type CaseMeasure, type Figure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/**
 * A measure that is known from the label sums for one label, and as an average over them: precision, recall, F1. Averages are made from
 * `valueOf`, in a multilabel task from `ratio` (null: not for that task); what one label alone comes to, and when it cannot, is for `ofLabel` to say.
 */
export function byLabel(
  valueOf: (sums: LabelSums, label: number) => number,
  ofLabel: (view: CaseView, label: number) => readonly Figure[],
  ratio: DecisionRatio | null,
): CaseMeasure {
  return {
    kind: 'cases',
    estimate(view, options) {
      const target = labelTarget(options, view.labels, view.positive)
      switch (target.kind) {
        case 'none':
          return impossible('each', view.labelled, target.reason)
        case 'average': {
          if (view.labelSets !== null) {
            if (ratio === null) throw new Error('bug: an average of decisions that has no ratio')
            return averageFigures(view.labelSets, view.labels.length, ratio, target.average, view.confidence)
          }
          const average = classAverage(target.average)
          return tableFigures(
            view.table,
            (sums) => averageOverLabels(sums, average, valueOf),
            [0, 1],
            view.confidence,
            'no-cases',
          )
        }
        case 'label':
          return ofLabel(view, target.label)
      }
    },
  }
}
