import type { Interval } from '../core/estimate.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { wilsonInterval } from '../stats/wilson.js'
import { clusteredRankFigures, type ClusteredRanks } from './clustered/clusteredRanks.js'
import type { Figure } from './measure.js'
import type { RankIntervals } from './rankIntervals.js'

/** A rank statistic of one side, and the influence of each case on it. */
export interface RankStatistic {
  readonly value: number
  readonly influences: Float64Array
}

/** A case that is ranked by chance stands in the middle: half of the range away from where it should be. */
const BY_CHANCE = 1 / 2

/**
 * Old, new and difference of a statistic in [0, 1] from the influences of the cases. Every interval leaves room for a share of unseen
 * cases of the `smaller` class that are ranked by chance: two models that rank 8 cases alike are not known to rank all alike. A perfect (or
 * perfectly wrong) ranking has no variance to be seen: its interval is then Wilson's for the smaller class, all right, and that of the
 * difference of two such is as wide as both together. Influences say nothing about the spread of a class of one: no interval then.
 */
export function rankFigures(
  old: RankStatistic | null,
  newer: RankStatistic | null,
  smaller: number,
  n: number,
  confidence: number,
  intervals: RankIntervals,
  clustered: ClusteredRanks | null = null,
): readonly Figure[] {
  if (clustered !== null) return clusteredRankFigures(old, newer, clustered, n, confidence)
  const { method } = intervals
  const missing = { value: null, interval: null, n, method: 'none', reason: 'no-scores' }
  const side = (of: 'old' | 'new', statistic: RankStatistic | null): Figure =>
    statistic === null
      ? { of, ...missing }
      : { of, value: statistic.value, interval: sideInterval(intervals, statistic, smaller, confidence), n, method }
  const oldFigure = side('old', old)
  const newFigure = side('new', newer)
  if (old === null || newer === null) return [oldFigure, newFigure, { of: 'difference', ...missing }]
  const difference = newer.value - old.value
  const interval = differenceInterval(intervals, old, newer, smaller, confidence)
  const hasBase = interval !== null && oldFigure.interval !== null && oldFigure.interval[0] > 0
  return [
    oldFigure,
    newFigure,
    {
      of: 'difference',
      value: difference,
      interval,
      relative:
        hasBase && !(isPerfect(old) && isPerfect(newer))
          ? relativeDifference(intervals, old, newer, smaller, confidence)
          : null,
      n,
      method,
    },
  ]
}

function sideInterval(
  intervals: RankIntervals,
  of: RankStatistic,
  smaller: number,
  confidence: number,
): Interval | null {
  if (isPerfect(of)) return wilsonInterval(of.value >= 0.5 ? smaller : 0, smaller, confidence)
  return widen(intervals.side(of, smaller, confidence), of.value, BY_CHANCE, smaller, confidence, [0, 1])
}

function differenceInterval(
  intervals: RankIntervals,
  old: RankStatistic,
  newer: RankStatistic,
  smaller: number,
  confidence: number,
): Interval | null {
  const difference = newer.value - old.value
  if (isPerfect(old) && isPerfect(newer)) {
    const [low, high] = wilsonInterval(smaller, smaller, confidence)
    return [Math.max(-1, difference - (high - low)), Math.min(1, difference + (high - low))]
  }
  return widen(
    intervals.difference(old, newer, smaller, confidence),
    difference,
    BY_CHANCE,
    smaller,
    confidence,
    [-1, 1],
  )
}

function relativeDifference(
  intervals: RankIntervals,
  old: RankStatistic,
  newer: RankStatistic,
  smaller: number,
  confidence: number,
): Figure['relative'] {
  const range: Interval = [-1, Infinity]
  const value = newer.value / old.value - 1
  const interval = intervals.ratio(old, newer, smaller, confidence)
  // An old value that its own uncertainty does not tell from zero is no base.
  if (!interval.every(Number.isFinite)) return null
  return { value, interval: widen(interval, value, BY_CHANCE / old.value, smaller, confidence, range) }
}

function widen(
  interval: Interval,
  value: number,
  typical: number,
  smaller: number,
  confidence: number,
  range: Interval,
): Interval | null {
  if (smaller < 2) return null
  const wide = allowUnseen(interval, value, unseenShare(smaller, confidence) * typical)
  return wide === null ? null : [Math.max(range[0], wide[0]), Math.min(range[1], wide[1])]
}

function isPerfect(of: RankStatistic): boolean {
  return (of.value >= 1 || of.value <= 0) && of.influences.every((influence) => Math.abs(influence) < 1e-15)
}
