import type { MeasureOptions } from '../core/measureCatalog.js'
import type { CaseView } from './caseView.js'
import { exactMatches } from './labelSets/setSuccesses.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import type { PairedSuccesses } from './proportionFigures.js'

/**
 * Cases answered rightly by both models or by one: by their label; in a multilabel task by their whole set of labels, or by the decision
 * on one of them (`class`). Null when there is no such label.
 */
export function caseSuccesses(view: CaseView, options: MeasureOptions): PairedSuccesses | null {
  if (view.labelSets === null) return pairedSuccesses(view.cells, (truth, answer) => truth === answer)
  if (options.class === undefined) return exactMatches(view.labelSets)
  const label = view.labels.indexOf(options.class)
  return label < 0 ? null : pairedSuccesses(view.labelCells(label).cells, (truth, answer) => truth === answer)
}
