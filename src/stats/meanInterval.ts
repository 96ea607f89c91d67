import type { Interval } from '../core/estimate.js'
import { twoSidedT } from './distributions.js'
import { fiellerInterval } from './fieller.js'
import { moments, type Moments } from './moments.js'
import { pairedCovariance, type PairedMoments } from './pairedMoments.js'
import { degreesOfMoments } from './varianceDegrees.js'

/**
 * Interval of a mean (of one side, or of paired differences): Student's t with the degrees of freedom that the spread is known by. Null for n < 2.
 * @see Student 1908, Biometrika 6(1):1-25
 */
export function studentInterval(of: Moments, confidence: number): Interval | null {
  const { n, mean, variance } = moments.value(of)
  if (n < 2) return null
  const half = twoSidedT(confidence, degreesOfMoments(of)) * Math.sqrt(variance / n)
  return [mean - half, mean + half]
}

/**
 * (mean new - mean old) / mean old with Fieller's interval. Null unless the old mean's own interval stays away from zero: a share of nothing
 * means nothing.
 */
export function relativeMeanDifference(
  pairs: PairedMoments,
  confidence: number,
): { value: number; interval: Interval } | null {
  const n = pairs.difference.n
  if (n < 2) return null
  const oldVariance = pairs.old.m2 / (n - 1)
  const interval = fiellerInterval(
    {
      numerator: pairs.difference.mean,
      denominator: pairs.old.mean,
      numeratorVariance: pairs.difference.m2 / (n - 1) / n,
      denominatorVariance: oldVariance / n,
      covariance: (pairedCovariance(pairs) - oldVariance) / n,
    },
    twoSidedT(confidence, n - 1),
  )
  return interval === null ? null : { value: pairs.difference.mean / pairs.old.mean, interval }
}
