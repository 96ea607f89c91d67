import type { Interval } from '../core/estimate.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { resampleTable, type LabelSums } from './labelTable.js'
import type { CaseMeasure, Figure } from './measure.js'
import { tableFigures } from './tableFigures.js'

/**
 * Agreement of the two models beyond what chance would give, in [-1, 1]. Impossible when both give one and the same answer throughout.
 * @see Cohen 1960, Educ. Psychol. Meas. 20(1):37-46, doi:10.1177/001316446002000104
 */
export const cohenKappa: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { old } = view.allCells
    // Old's answer stands in the place of the truth.
    const present = new Set(old).size
    const table = resampleTable(
      { ...view.allCells, truth: old },
      view.labels.length,
      1 / present,
      view.seed('cohenKappa'),
    )
    const figures = tableFigures(table, kappaOf, [-1, 1], view.confidence, 'one-class')
    // A model that gave one answer throughout has kappa 0 in every resample: without room for what was not seen, one case would prove it.
    const unseen = 2 * unseenShare(view.n, view.confidence)
    return figures
      .filter(({ of }) => of === 'new')
      .map((figure) => ({ ...figure, of: 'pair', interval: withRoom(figure, unseen) }))
  },
}

function withRoom({ value, interval }: Figure, unseen: number): Interval | null {
  const wide = value === null ? null : allowUnseen(interval, value, unseen)
  return wide === null ? null : [Math.max(-1, wide[0]), Math.min(1, wide[1])]
}

function kappaOf({ n, correct, truth, predicted }: LabelSums): number {
  let crossed = 0
  for (let k = 0; k < truth.length; k++) crossed += truth[k]! * predicted[k]!
  const chance = n * n - crossed
  return chance === 0 ? Number.NaN : (correct * n - crossed) / chance
}
