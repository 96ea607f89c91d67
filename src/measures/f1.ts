import { byLabel } from './byLabel.js'
import type { LabelSums } from './labelTable.js'
import { impossible } from './measure.js'
import { tableFigures } from './tableFigures.js'

/** Harmonic mean of precision and recall: 2 right / (having + answered). Impossible for a label that does not occur. */
export const f1 = byLabel(
  f1Of,
  (view, label) => {
    const { table, index } = view.labelTable(label)
    // Without a case to find both models have 0, and would pass for equal.
    return table.value.old.truth[index] === 0
      ? impossible('each', 0, 'no-cases')
      : tableFigures(table, (sums) => f1Of(sums, index), [0, 1], view.confidence, 'no-cases')
  },
  { above: (having, answered) => 2 * having * answered, below: (having, answered) => having + answered },
)

function f1Of({ truth, predicted, right }: LabelSums, label: number): number {
  return (2 * right[label]!) / (truth[label]! + predicted[label]!)
}
