import type { Interval } from '../core/estimate.js'
import { normalInterval, varianceOfDifference, varianceOfInfluences, varianceOfRatio } from '../stats/influence.js'
import { wilsonInterval } from '../stats/wilson.js'
import type { Figure } from './measure.js'

/** A rank statistic of one side, the influence of each case on it, and the size of the smaller class. */
export interface RankStatistic {
  readonly value: number
  readonly influences: Float64Array
}

/**
 * Old, new and difference of a statistic in [0, 1] from the influences of the cases. A perfect (or perfectly wrong) ranking has no
 * variance to be seen: its interval is then Wilson's for the `smaller` class, all right, and that of the difference of two such is
 * as wide as both together.
 */
export function rankFigures(
  old: RankStatistic | null,
  newer: RankStatistic | null,
  smaller: number,
  n: number,
  confidence: number,
  method: string,
): readonly Figure[] {
  const missing = { value: null, interval: null, n, method: 'none', reason: 'no-scores' }
  const oldFigure: Figure =
    old === null
      ? { of: 'old', ...missing }
      : { of: 'old', value: old.value, interval: sideInterval(old, smaller, confidence), n, method }
  const newFigure: Figure =
    newer === null
      ? { of: 'new', ...missing }
      : { of: 'new', value: newer.value, interval: sideInterval(newer, smaller, confidence), n, method }
  if (old === null || newer === null) return [oldFigure, newFigure, { of: 'difference', ...missing }]
  const relative =
    oldFigure.interval !== null && oldFigure.interval[0] > 0
      ? {
          value: newer.value / old.value - 1,
          interval: normalInterval(
            newer.value / old.value - 1,
            varianceOfRatio(old.influences, newer.influences, old.value, newer.value),
            confidence,
            [-1, Infinity],
          ),
        }
      : null
  return [
    oldFigure,
    newFigure,
    {
      of: 'difference',
      value: newer.value - old.value,
      interval: differenceInterval(old, newer, smaller, confidence),
      relative: isPerfect(old) && isPerfect(newer) ? null : relative,
      n,
      method,
    },
  ]
}

function sideInterval(of: RankStatistic, smaller: number, confidence: number): Interval {
  if (isPerfect(of)) {
    const successes = of.value >= 0.5 ? smaller : 0
    return wilsonInterval(successes, smaller, confidence)
  }
  return normalInterval(of.value, varianceOfInfluences(of.influences), confidence, [0, 1])
}

function differenceInterval(old: RankStatistic, newer: RankStatistic, smaller: number, confidence: number): Interval {
  const difference = newer.value - old.value
  if (isPerfect(old) && isPerfect(newer)) {
    const [low, high] = sideInterval(old, smaller, confidence)
    return [Math.max(-1, difference - (high - low)), Math.min(1, difference + (high - low))]
  }
  return normalInterval(difference, varianceOfDifference(old.influences, newer.influences), confidence, [-1, 1])
}

function isPerfect(of: RankStatistic): boolean {
  return (of.value >= 1 || of.value <= 0) && of.influences.every((influence) => Math.abs(influence) < 1e-15)
}
