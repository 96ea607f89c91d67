import type { Interval } from '../core/estimate.js'
import {
  clusterQuantile,
  clusterVariance,
  meanInfluences,
  unseenCases,
  weightedMean,
  type ClusterSample,
} from './clusterSample.js'
import { twoSidedZ } from './distributions.js'
import { pairedRatioInterval } from './pairedRatio.js'
import { tangoInterval } from './tango.js'
import { wilsonInterval } from './wilson.js'

export interface ClusteredShare {
  readonly value: number
  readonly interval: Interval
}

/**
 * A weighted share of clustered cases (1 = success, 0 = none) with Wilson's interval for as many independent cases as are as good:
 * n divided by the design effect (at least 1), and by (t / z)² for few clusters. So it stays in [0, 1] and has a width when all succeed.
 * @see Rao & Scott 1992, Biometrics 48(2):577-585, doi:10.2307/2532311 (counts scaled by the design effect)
 * @see Korn & Graubard 1998, Survey Methodology 24(2):193-201 (score-like intervals with the effective size; degrees of freedom)
 */
export function clusteredShare(successes: Float64Array, sample: ClusterSample, confidence: number): ClusteredShare {
  const value = weightedMean(successes, sample)
  const n = effectiveCases(successes, value, sample, confidence)
  return { value, interval: wilsonInterval(value * n, n, confidence) }
}

export interface ClusteredPair {
  readonly difference: number
  readonly interval: Interval
  /** Of new/old - 1; null when old never succeeds. */
  readonly ratio: Interval | null
}

/**
 * Difference of two shares on the same clustered cases: Tango's interval, and Bonett and Price's of the ratio, of the counts scaled
 * by the design effect of the difference.
 * @see Obuchowski 1998, Stat. Med. 17(13):1495-1507 (paired proportions of clustered cases)
 */
export function clusteredPair(
  old: Float64Array,
  newer: Float64Array,
  sample: ClusterSample,
  confidence: number,
): ClusteredPair {
  const { weights, total } = sample
  const changes = new Float64Array(old.length)
  let [won, missed, held] = [0, 0, 0]
  for (let i = 0; i < changes.length; i++) {
    const change = newer[i]! - old[i]!
    changes[i] = change
    if (change > 0) won += weights[i]!
    if (change < 0) missed += weights[i]!
    held += weights[i]! * old[i]! * newer[i]!
  }
  const difference = weightedMean(changes, sample)
  const n = effectiveCases(changes, difference, sample, confidence)
  const [gained, lost, both] = [(n * won) / total, (n * missed) / total, (n * held) / total]
  const ratio = pairedRatioInterval(both, gained, lost, confidence)
  return {
    difference,
    interval: tangoInterval(gained, lost, n, confidence),
    ratio: ratio === null ? null : [ratio[0] - 1, ratio[1] - 1],
  }
}

/**
 * How much wider a mean's variance is than that of as many independent cases of equal weight: 1 where clusters and weights change
 * nothing. NaN without any spread, or with one cluster.
 */
export function designEffect(values: Float64Array, sample: ClusterSample): number {
  const mean = weightedMean(values, sample)
  const n = values.length
  let spread = 0
  for (let i = 0; i < n; i++) spread += (sample.weights[i]! * (values[i]! - mean) ** 2) / sample.total
  return (clusterVariance(meanInfluences(values, mean, sample), sample) * (n - 1)) / spread
}

/** Never more than there are cases; where nothing varies, no more than there are (effective) clusters. */
function effectiveCases(values: Float64Array, mean: number, sample: ClusterSample, confidence: number): number {
  if (values.every((value) => value === mean)) return unseenCases(sample, confidence)
  const effect = Math.max(1, designEffect(values, sample))
  return (values.length / effect) * (twoSidedZ(confidence) / clusterQuantile(sample, confidence)) ** 2
}
