import type { Interval } from '../core/estimate.js'
import { twoSidedT } from '../stats/distributions.js'
import {
  changesOfInfluences,
  covarianceOfInfluences,
  normalInterval,
  varianceOfDifference,
  varianceOfInfluences,
  movesOfRatio,
} from '../stats/influence.js'
import { logScaleExtent, logScaleInterval } from '../stats/logScale.js'
import { degreesOfInfluences } from '../stats/varianceDegrees.js'
import type { RankStatistic } from './rankFigures.js'

/** How a rank statistic's intervals are made, before room is left for unseen cases. `smaller`: cases of the smaller class. */
export interface RankIntervals {
  readonly method: string
  side(of: RankStatistic, smaller: number, confidence: number): Interval
  difference(old: RankStatistic, newer: RankStatistic, smaller: number, confidence: number): Interval
  /** Of new/old - 1, old above zero. */
  ratio(old: RankStatistic, newer: RankStatistic, smaller: number, confidence: number): Interval
}

/** DeLong's: value ± z standard errors. */
export const delongIntervals: RankIntervals = {
  method: 'delong',
  side: (of, _, confidence) => normalInterval(of.value, varianceOfInfluences(of.influences), confidence, [0, 1]),
  difference: (old, newer, _, confidence) =>
    normalInterval(
      newer.value - old.value,
      varianceOfDifference(old.influences, newer.influences),
      confidence,
      [-1, 1],
    ),
  ratio: (old, newer, _, confidence) =>
    normalInterval(
      newer.value / old.value - 1,
      varianceOfInfluences(movesOfRatio(old.influences, newer.influences, old.value, newer.value)),
      confidence,
      [-1, Infinity],
    ),
}

/**
 * Of what is missing from 1, on the logarithmic scale (see `logScaleExtent`), with Student's t for the degrees of freedom that the influences' spread is known
 * by, at most one less than the cases of the smaller class. A perfect side has no logarithm: value ± t standard errors then.
 */
export const missingIntervals: RankIntervals = {
  method: 'infinitesimal-jackknife',
  side({ value, influences }, smaller, confidence) {
    const quantile = quantileOf(influences, smaller, confidence)
    const [low, high] = logScaleInterval(1 - value, varianceOfInfluences(influences), quantile)
    return [1 - high, 1 - low]
  },
  difference: (old, newer, smaller, confidence) =>
    extent(old, newer, smaller, confidence, (missedByOld, missedByNew) => missedByOld - missedByNew) ??
    around(newer.value - old.value, changesOfInfluences(old.influences, newer.influences), smaller, confidence),
  ratio: (old, newer, smaller, confidence) =>
    extent(old, newer, smaller, confidence, (missedByOld, missedByNew) => (1 - missedByNew) / (1 - missedByOld) - 1) ??
    around(
      newer.value / old.value - 1,
      movesOfRatio(old.influences, newer.influences, old.value, newer.value),
      smaller,
      confidence,
    ),
}

/** Null for a perfect side. */
function extent(
  old: RankStatistic,
  newer: RankStatistic,
  smaller: number,
  confidence: number,
  of: (missedByOld: number, missedByNew: number) => number,
): Interval | null {
  const [a, b] = [1 - old.value, 1 - newer.value]
  if (!(a > 0 && b > 0)) return null
  const shares = {
    a,
    b,
    varianceA: varianceOfInfluences(old.influences),
    varianceB: varianceOfInfluences(newer.influences),
    covariance: covarianceOfInfluences(old.influences, newer.influences),
  }
  const changes = changesOfInfluences(old.influences, newer.influences)
  return logScaleExtent(shares, quantileOf(changes, smaller, confidence), of)
}

function around(value: number, influences: Float64Array, smaller: number, confidence: number): Interval {
  const half = quantileOf(influences, smaller, confidence) * Math.sqrt(varianceOfInfluences(influences))
  return [value - half, value + half]
}

function quantileOf(influences: Float64Array, smaller: number, confidence: number): number {
  return twoSidedT(confidence, Math.min(degreesOfInfluences(influences), smaller - 1))
}
