import type { Interval } from '../core/estimate.js'
import type { ClusterSample } from '../stats/clusterSample.js'
import { twoSidedT } from '../stats/distributions.js'
import { fiellerInterval } from '../stats/fieller.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import {
  changesOfInfluences,
  covarianceOfInfluences,
  varianceOfDifference,
  varianceOfInfluences,
} from '../stats/influence.js'
import { degreesOfInfluences } from '../stats/varianceDegrees.js'
import { linearisedFigures, unseenOf } from './clustered/linearisedFigures.js'
import type { Figure } from './measure.js'

/**
 * A smooth function of means over cases, and the influence of each case on it (their squares sum to its variance; of clustered cases, see
 * `clusterVariance`).
 */
export interface SmoothStatistic {
  readonly value: number
  readonly influences: Float64Array
}

/**
 * Old, new and difference ± Student's t (see `varianceDegrees`) times the standard error that the influences give, and never less than what a share of unseen
 * cases could move the value by: `typical` of each side. No interval for n < 2.
 */
export function influenceFigures(
  old: SmoothStatistic,
  newer: SmoothStatistic,
  range: Interval,
  typical: (value: number) => number,
  confidence: number,
  sample: ClusterSample | null = null,
): readonly Figure[] {
  if (sample !== null) {
    const share = unseenOf(sample, confidence)
    const unseen = { old: share * typical(old.value), new: share * typical(newer.value) }
    return linearisedFigures({ old, new: newer }, sample, { range, unseen, confidence, n: old.influences.length })
  }
  const n = old.influences.length
  const common = { n, method: 'jackknife' }
  const share = unseenShare(n, confidence)
  const ofOld = share * typical(old.value)
  const ofNew = share * typical(newer.value)
  const ofBoth = Math.max(ofOld, ofNew)
  const around = (value: number, influences: Float64Array, unseen: number): Interval | null => {
    if (n < 2) return null
    const half = twoSidedT(confidence, degreesOfInfluences(influences)) * Math.sqrt(varianceOfInfluences(influences))
    return allowUnseen([value - half, value + half], value, unseen)
  }
  const clamp = (interval: Interval | null): Interval | null =>
    interval === null ? null : [Math.max(range[0], interval[0]), Math.min(range[1], interval[1])]
  const oldInterval = around(old.value, old.influences, ofOld)
  const relative = n < 2 ? null : relativeDifference(old, newer, twoSidedT(confidence, n - 1))
  return [
    { of: 'old', value: old.value, interval: clamp(oldInterval), ...common },
    {
      of: 'new',
      value: newer.value,
      interval: clamp(around(newer.value, newer.influences, ofNew)),
      ...common,
    },
    {
      of: 'difference',
      value: newer.value - old.value,
      interval: around(newer.value - old.value, changesOfInfluences(old.influences, newer.influences), ofBoth),
      relative:
        relative === null
          ? null
          : { ...relative, interval: allowUnseen(relative.interval, relative.value, ofBoth / old.value) },
      ...common,
    },
  ]
}

/** (new - old) / old with Fieller's interval; null where old is not safely above zero. */
function relativeDifference(
  old: SmoothStatistic,
  newer: SmoothStatistic,
  t: number,
): { value: number; interval: Interval } | null {
  const numerator = newer.value - old.value
  const denominatorVariance = varianceOfInfluences(old.influences)
  const quotient = {
    numerator,
    denominator: old.value,
    numeratorVariance: varianceOfDifference(old.influences, newer.influences),
    denominatorVariance,
    covariance: covarianceOfInfluences(old.influences, newer.influences) - denominatorVariance,
  }
  const interval = old.value > 0 ? fiellerInterval(quotient, t) : null
  return interval === null ? null : { value: numerator / old.value, interval }
}
