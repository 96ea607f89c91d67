import { byLabel } from './byLabel.js'
import type { LabelSums } from './labelTable.js'
import { impossible, type CaseMeasure } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { proportionFigures } from './proportionFigures.js'

/**
 * Of the cases that have not a label, the share that is not answered with it: the recall of "not so". Among those cases it is a paired
 * proportion, hence Tango's interval.
 */
const ofLabels = byLabel(
  specificityOf,
  (view, label) => {
    const successes = pairedSuccesses(
      view.cells,
      (_, answer) => answer !== label,
      (truth) => truth !== label,
    )
    return successes.n === 0 ? impossible('each', 0, 'one-class') : proportionFigures(successes, view.confidence)
  },
  null,
)

/** See `ofLabels`. Where all cases have one label there is nothing that could be taken for it wrongly. */
export const specificity: CaseMeasure = {
  kind: 'cases',
  estimate: (view, options) =>
    new Set(view.cells.truth).size < 2
      ? impossible('each', view.labelled, 'one-class')
      : ofLabels.estimate(view, options),
}

function specificityOf({ n, truth, predicted, right }: LabelSums, label: number): number {
  const without = n - truth[label]!
  return without === 0 ? Number.NaN : (without - predicted[label]! + right[label]!) / without
}
