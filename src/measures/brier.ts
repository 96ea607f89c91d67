import type { CaseView } from './caseView.js'
import type { CaseMeasure } from './measure.js'
import { meanFigures } from './meanFigures.js'

/**
 * Mean squared distance of scores from the truth: in [0, 1] for two labels, in [0, 2] for more; see `scoreLosses`. An answer that is
 * wrong by a hair has a score of 1/2 for a wrong label: it costs 1/4, or twice that with more labels. Multilabel: each label is a question
 * of its own, and the mean over them is taken.
 */
export const brier: CaseMeasure = {
  kind: 'cases',
  estimate: (view) => meanFigures(view.losses.brier, view.confidence, leastMiss(view)),
}

function leastMiss({ labels, labelSets }: CaseView): number {
  if (labelSets !== null) return 1 / 4 / labels.length
  return labels.length === 2 ? 1 / 4 : 1 / 2
}
