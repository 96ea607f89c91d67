import { byLabel } from './byLabel.js'
import type { CaseView } from './caseView.js'
import type { LabelSums } from './labelTable.js'
import { impossible } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { proportionFigures, type PairedSuccesses } from './proportionFigures.js'

/** Of the cases that have a label, the share answered with it. Among those cases it is a paired proportion, hence Tango's interval. */
export const recall = byLabel(
  recallOf,
  (view, label) => {
    const successes = recallSuccesses(view, label)
    return successes.n === 0 ? impossible('each', 0, 'no-cases') : proportionFigures(successes, view.confidence)
  },
  { above: (having, answered) => having * answered, below: (having) => having },
)

/** The cases of one label, by who finds them. */
export function recallSuccesses(view: CaseView, label: number): PairedSuccesses {
  const { cells, index } = view.labelCells(label)
  return pairedSuccesses(
    cells,
    (truth, answer) => truth === answer,
    (truth) => truth === index,
  )
}

function recallOf({ truth, right }: LabelSums, label: number): number {
  return truth[label] === 0 ? Number.NaN : right[label]! / truth[label]!
}
