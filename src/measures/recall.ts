import { byLabel } from './byLabel.js'
import type { LabelSums } from './labelTable.js'
import { impossible } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { proportionFigures } from './proportionFigures.js'

/** Of the cases that have a label, the share answered with it. Among those cases it is a paired proportion, hence Tango's interval. */
export const recall = byLabel(
  recallOf,
  (view, label) => {
    const { cells, index } = view.labelCells(label)
    const successes = pairedSuccesses(
      cells,
      (truth, answer) => truth === answer,
      (truth) => truth === index,
    )
    return successes.n === 0 ? impossible('each', 0, 'no-cases') : proportionFigures(successes, view.confidence)
  },
  { above: (having, answered) => having * answered, below: (having) => having },
)

function recallOf({ truth, right }: LabelSums, label: number): number {
  return truth[label] === 0 ? Number.NaN : right[label]! / truth[label]!
}
