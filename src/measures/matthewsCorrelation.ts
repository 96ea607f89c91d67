import type { LabelSums } from './labelTable.js'
import { impossible, type CaseMeasure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/**
 * Correlation of truth and answer over all labels, in [-1, 1]. 0 when all answers are one (scikit-learn's `matthews_corrcoef`).
 * Impossible when all cases have one label: scikit-learn's 0 would let any two models pass for equal.
 * @see Gorodkin 2004, Comput. Biol. Chem. 28(5-6):367-374, doi:10.1016/j.compbiolchem.2004.09.006
 */
export const matthewsCorrelation: CaseMeasure = {
  kind: 'cases',
  estimate: (view) =>
    new Set(view.cells.truth).size < 2
      ? impossible('each', view.labelled, 'one-class')
      : tableFigures(view.table, correlationOf, [-1, 1], view.confidence, 'no-cases'),
}

function correlationOf({ n, correct, truth, predicted }: LabelSums): number {
  let crossed = 0
  let truthSquares = 0
  let predictedSquares = 0
  for (let k = 0; k < truth.length; k++) {
    crossed += truth[k]! * predicted[k]!
    truthSquares += truth[k]! * truth[k]!
    predictedSquares += predicted[k]! * predicted[k]!
  }
  const scale = (n * n - truthSquares) * (n * n - predictedSquares)
  return scale <= 0 ? 0 : (correct * n - crossed) / Math.sqrt(scale)
}
