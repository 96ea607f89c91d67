import type { Interval } from '../core/estimate.js'
import { bcaMeanInterval } from './bca.js'
import { studentQuantile } from './distributions.js'
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
 * (mean new - mean old) / mean old with its interval by the delta method. Null unless the old mean's own interval stays away from zero:
 * a share of nothing means nothing.
 */
export function relativeMeanDifference(
  pairs: PairedMoments,
  confidence: number,
): { value: number; interval: Interval } | null {
  const n = pairs.difference.n
  const oldInterval = studentInterval(pairs.old, confidence)
  const base = pairs.old.mean
  if (oldInterval === null || !(oldInterval[0] > 0 || oldInterval[1] < 0)) return null
  const value = pairs.difference.mean / base
  const variance = pairs.difference.m2 / (n - 1)
  const oldVariance = pairs.old.m2 / (n - 1)
  // d - value * old is the influence of one case, times the base.
  const covariance = pairedCovariance(pairs) - oldVariance
  const spread = Math.max(0, variance - 2 * value * covariance + value * value * oldVariance)
  const half = (studentQuantile(1 - (1 - confidence) / 2, n - 1) * Math.sqrt(spread / n)) / Math.abs(base)
  return { value, interval: [value - half, value + half] }
}
