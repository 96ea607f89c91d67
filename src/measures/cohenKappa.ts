import { resampleTable, type LabelSums } from './labelTable.js'
import type { CaseMeasure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/**
 * Agreement of the two models beyond what chance would give, in [-1, 1]. Impossible when both give one and the same answer throughout.
 * @see Cohen 1960, Educ. Psychol. Meas. 20(1):37-46, doi:10.1177/001316446002000104
 */
export const cohenKappa: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { old, new: newer, counts } = view.allCells
    // Old's answer stands in the place of the truth.
    const present = new Set(old).size
    const table = resampleTable(
      { truth: old, old, new: newer, counts },
      view.labels.length,
      1 / present,
      view.seed('cohenKappa'),
    )
    const figures = tableFigures(table, kappaOf, [-1, 1], view.confidence, 'one-class')
    return figures.filter((figure) => figure.of === 'new').map((figure) => ({ ...figure, of: 'pair' }))
  },
}

function kappaOf({ n, correct, truth, predicted }: LabelSums): number {
  let crossed = 0
  for (let k = 0; k < truth.length; k++) crossed += truth[k]! * predicted[k]!
  const chance = n * n - crossed
  return chance === 0 ? Number.NaN : (correct * n - crossed) / chance
}
