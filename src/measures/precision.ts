import { wilsonInterval } from '../stats/wilson.js'
import { byLabel } from './byLabel.js'
import type { LabelSums, ResampledTable } from './labelTable.js'
import { impossible, type Figure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/**
 * Of the cases answered with a label, the share that has it. 0 when a label that occurs is never answered, as in scikit-learn. Impossible
 * for one label unless there are cases with it and cases without.
 */
export const precision = byLabel(
  precisionOf,
  (view, label) => {
    const { table, index } = view.labelTable(label)
    const having = table.value.old.truth[index]!
    // Among cases of one kind every such answer is wrong, or none can be: two models are then equal by necessity.
    if (having === 0 || having === view.labelled)
      return impossible('each', having === 0 ? 0 : view.labelled, having === 0 ? 'no-cases' : 'one-class')
    const figures = tableFigures(table, (sums) => precisionOf(sums, index), [0, 1], view.confidence, 'no-cases')
    return figures.map((figure) => withAnswered(figure, table, index, view.confidence))
  },
  { above: (having, answered) => having * answered, below: (_, answered) => answered },
)

function precisionOf({ truth, predicted, right }: LabelSums, label: number): number {
  if (predicted[label] === 0) return truth[label] === 0 ? Number.NaN : 0
  return right[label]! / predicted[label]!
}

/** One side's precision is a share of the cases it answered so: Wilson's interval. Of the difference, `n` is the smaller side. */
function withAnswered(
  figure: Figure,
  { value: sums, clustered }: ResampledTable,
  label: number,
  confidence: number,
): Figure {
  if (figure.of !== 'old' && figure.of !== 'new')
    return { ...figure, n: Math.min(sums.old.predicted[label]!, sums.new.predicted[label]!) }
  const { predicted, right } = sums[figure.of]
  if (predicted[label] === 0) return { ...figure, interval: null, n: 0 }
  if (clustered !== undefined) return { ...figure, n: predicted[label]! }
  return {
    ...figure,
    interval: wilsonInterval(right[label]!, predicted[label]!, confidence),
    n: predicted[label]!,
    method: 'wilson',
  }
}
