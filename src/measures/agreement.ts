import type { CaseMeasure } from './measure.js'
import { shareFigure } from './proportionFigures.js'

/** Share of cases to which both models give the same answer, right or wrong. */
export const agreement: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { old, new: newer, counts } = view.allCells
    const same = counts.reduce((sum, count, i) => (old[i] === newer[i] ? sum + count : sum), 0)
    return shareFigure(same, view.n, view.confidence)
  },
}
