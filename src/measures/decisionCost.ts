import type { Interval } from '../core/estimate.js'
import { bootstrapCounts, percentileInterval, REPLICATES } from '../stats/bootstrap.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import type { CaseView } from './caseView.js'
import { linearisedMean } from './clustered/clusteredMeans.js'
import type { TableCases } from './clustered/clusteredTable.js'
import { linearisedFigures, unseenOf } from './clustered/linearisedFigures.js'
import type { JointTable } from './summaries/jointCounts.js'
import { impossible, type CaseMeasure, type Figure } from './measure.js'

/**
 * Mean cost of a decision over the cases with a label, by the plan's costs of truth and answer. A case's costs under both models take few
 * values, most of them zero and some of them large, so t would lean on a variance that a handful of cases decides: the table of cost pairs is
 * resampled instead (multinomial bootstrap, percentile), which is as skewed as the costs are. No interval is narrower than what unseen cases
 * could cost, each the dearest mistake on a label that occurs.
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13
 * @see Elkan 2001, The foundations of cost-sensitive learning, IJCAI 17:973-978 (cost matrices)
 */
export const decisionCost: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { costs, confidence, labelled: n } = view
    if (costs === null) return impossible('each', n, 'no-costs')
    const pairs = costPairs(view, costs)
    const range: Interval = [Math.min(...costs), Math.max(...costs)]
    if (view.cells.cases !== undefined)
      return clusteredCosts(view.cells, view.cells.cases, costs, range, pairs.dearest, confidence)
    const replicates = { old: new Float64Array(REPLICATES), new: new Float64Array(REPLICATES) }
    bootstrapCounts(pairs.counts, n, view.seed('decisionCost'), REPLICATES, (counts, b) => {
      replicates.old[b] = meanOf(pairs.old, counts, n)
      replicates.new[b] = meanOf(pairs.new, counts, n)
    })
    const old = meanOf(pairs.old, pairs.counts, n)
    const newer = meanOf(pairs.new, pairs.counts, n)
    const unseen = unseenShare(n, confidence) * pairs.dearest
    const around = (drawn: Float64Array, value: number, limits: Interval): Interval | null => {
      const interval = allowUnseen(percentileInterval(drawn, value, value, confidence, limits), value, unseen)
      return interval === null ? null : [Math.max(limits[0], interval[0]), Math.min(limits[1], interval[1])]
    }
    const width = range[1] - range[0]
    const oldInterval = around(replicates.old, old, range)
    const ratios = replicates.new.map((cost, b) =>
      replicates.old[b]! > 0 ? cost / replicates.old[b]! - 1 : Number.NaN,
    )
    const common = { n, method: 'multinomial-bootstrap' }
    const relative: Figure['relative'] =
      oldInterval !== null && oldInterval[0] > 0
        ? {
            value: newer / old - 1,
            interval: allowUnseen(
              percentileInterval(ratios, newer / old - 1, newer / old - 1, confidence, [-Infinity, Infinity]),
              newer / old - 1,
              unseen / old,
            ),
          }
        : null
    return [
      { of: 'old', value: old, interval: oldInterval, ...common },
      { of: 'new', value: newer, interval: around(replicates.new, newer, range), ...common },
      {
        of: 'difference',
        value: newer - old,
        interval: around(
          replicates.new.map((cost, b) => cost - replicates.old[b]!),
          newer - old,
          [-width, width],
        ),
        relative,
        ...common,
      },
    ]
  },
}

/** The weighted mean of what each case's decision costs. */
function clusteredCosts(
  { truth, ...answers }: JointTable,
  { cell, sample }: TableCases,
  costs: Float64Array,
  range: Interval,
  dearest: number,
  confidence: number,
): readonly Figure[] {
  const width = Math.sqrt(costs.length)
  const of = (side: 'old' | 'new') =>
    linearisedMean(
      Float64Array.from(cell, (at) => costs[truth[at]! * width + answers[side][at]!]!),
      sample,
    )
  const unseen = unseenOf(sample, confidence) * dearest
  return linearisedFigures({ old: of('old'), new: of('new') }, sample, {
    range,
    unseen: { old: unseen, new: unseen },
    confidence,
    n: cell.length,
  })
}

interface CostPairs {
  readonly old: Float64Array
  readonly new: Float64Array
  readonly counts: Float64Array
  /** The most that a wrong answer costs more than the right one (or less, if it is a gain), on a label that occurs. */
  readonly dearest: number
}

/** Cases by what both decisions cost; in ascending order, so that neither the order nor the names of the labels show. */
function costPairs({ cells, labels }: CaseView, costs: Float64Array): CostPairs {
  const width = labels.length
  const byPair = new Map<string, { old: number; new: number; count: number }>()
  let dearest = 0
  cells.counts.forEach((count, cell) => {
    const row = cells.truth[cell]! * width
    const old = costs[row + cells.old[cell]!]!
    const newer = costs[row + cells.new[cell]!]!
    const right = costs[row + cells.truth[cell]!]!
    for (let answer = 0; answer < width; answer++) dearest = Math.max(dearest, Math.abs(costs[row + answer]! - right))
    const key = `${old} ${newer}`
    const held = byPair.get(key)
    if (held === undefined) byPair.set(key, { old, new: newer, count })
    else held.count += count
  })
  const pairs = [...byPair.values()].sort((a, b) => a.old - b.old || a.new - b.new)
  return {
    old: Float64Array.from(pairs, (pair) => pair.old),
    new: Float64Array.from(pairs, (pair) => pair.new),
    counts: Float64Array.from(pairs, (pair) => pair.count),
    dearest,
  }
}

function meanOf(costs: Float64Array, counts: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < costs.length; i++) sum += costs[i]! * counts[i]!
  return sum / n
}
