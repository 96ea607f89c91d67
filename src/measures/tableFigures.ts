import type { Interval } from '../core/estimate.js'
import { percentileInterval } from '../stats/bootstrap.js'
import { linearisedFigures } from './clustered/linearisedFigures.js'
import type { LabelSums, ResampledTable } from './labelTable.js'
import type { Figure } from './measure.js'

/** A statistic of one side's table; NaN where it has no meaning. */
export type TableStatistic = (sums: LabelSums) => number

/**
 * Old, new and difference of a statistic of the joint table, with intervals from its resamples. A side's own interval is left where the
 * pseudo-cases pull it, a little towards the middle, as Agresti and Coull's does for one proportion: that is what gives it its coverage
 * for few cases. The difference's stays around the observed difference.
 * @see Agresti & Coull 1998, Am. Stat. 52(2):119-126, doi:10.1080/00031305.1998.10480550
 */
export function tableFigures(
  table: ResampledTable,
  statistic: TableStatistic,
  range: Interval,
  confidence: number,
  undefinedReason: string,
): readonly Figure[] {
  const n = table.value.old.n
  const { clustered } = table
  if (clustered !== undefined) {
    const of = (side: 'old' | 'new') => clustered.linearise(statistic, side)
    const unseen = {
      old: clustered.unseen(statistic, 'old', confidence),
      new: clustered.unseen(statistic, 'new', confidence),
    }
    const about = { range, unseen, confidence, n, reason: undefinedReason }
    return linearisedFigures({ old: of('old'), new: of('new') }, clustered.sample, about)
  }
  const common = { n, method: 'multinomial-bootstrap' }
  const old = statistic(table.value.old)
  const newer = statistic(table.value.new)
  const { old: oldReplicates, new: newReplicates } = table.evaluate(statistic)
  const oldCentre = statistic(table.centre.old)
  const newCentre = statistic(table.centre.new)
  const oldInterval = percentileInterval(oldReplicates, old, old, confidence, range)
  const spread = range[1] - range[0]
  const differences = newReplicates.map((value, b) => value - oldReplicates[b]!)
  const ratios = newReplicates.map((value, b) => (oldReplicates[b]! > 0 ? value / oldReplicates[b]! - 1 : Number.NaN))
  const relativeInterval =
    oldInterval !== null && oldInterval[0] > 0
      ? percentileInterval(ratios, newer / old - 1, newCentre / oldCentre - 1, confidence, [-1, Infinity])
      : null
  const reason = { reason: undefinedReason }
  return [
    { of: 'old', value: old, interval: oldInterval, ...common, ...reason },
    {
      of: 'new',
      value: newer,
      interval: percentileInterval(newReplicates, newer, newer, confidence, range),
      ...common,
      ...reason,
    },
    {
      of: 'difference',
      value: newer - old,
      interval: percentileInterval(differences, newer - old, newCentre - oldCentre, confidence, [-spread, spread]),
      relative: relativeInterval === null ? null : { value: newer / old - 1, interval: relativeInterval },
      ...common,
      ...reason,
    },
  ]
}
