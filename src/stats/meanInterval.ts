import type { Interval } from '../core/estimate.js'
import { bcaMeanInterval } from './bca.js'
import { studentQuantile } from './distributions.js'
import { fiellerInterval } from './fieller.js'
import { moments, type Moments } from './moments.js'
import { pairedCovariance, type PairedMoments } from './pairedMoments.js'

export interface MeanInterval {
  readonly interval: Interval | null
  readonly method: 'paired-t' | 'bca'
}

/** BCa from this many values on; fewer give too few different resamples. Beyond FEW_CASES the t interval is as good and cheaper. */
const BCA_FROM = 10

/**
 * Interval of a mean (of one side, or of paired differences): Student's t, or BCa for 10 to 40 values when they were kept, where a skewed
 * loss makes t lopsided. Null for n < 2.
 * @see Student 1908, Biometrika 6(1):1-25
 */
export function meanInterval(
  of: Moments,
  values: readonly number[] | null,
  confidence: number,
  seed: number,
): MeanInterval {
  // In ascending order: which of them a resample draws must not hang on the order in which the cases came.
  if (values !== null && values.length >= BCA_FROM && values.length === of.n)
    return { interval: bcaMeanInterval(Float64Array.from(values).sort(), confidence, seed), method: 'bca' }
  return { interval: studentInterval(of, confidence), method: 'paired-t' }
}

export function studentInterval(of: Moments, confidence: number): Interval | null {
  const { n, mean, variance } = moments.value(of)
  if (n < 2) return null
  const half = studentQuantile(1 - (1 - confidence) / 2, n - 1) * Math.sqrt(variance / n)
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
    studentQuantile(1 - (1 - confidence) / 2, n - 1),
  )
  return interval === null ? null : { value: pairs.difference.mean / pairs.old.mean, interval }
}
