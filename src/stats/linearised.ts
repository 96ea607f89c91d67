import type { Interval } from '../core/estimate.js'
import { clusterQuantile, sumByCluster, varianceOfSums, type ClusterSample } from './clusterSample.js'
import { degreesOfInfluences } from './varianceDegrees.js'

/** A statistic of weighted cases, and what each case adds to its deviation (its weight included; they sum to zero). */
export interface Linearised {
  readonly value: number
  readonly influences: Float64Array
}

/** The same, its influences summed by cluster: all that its variance, and that of differences and ratios, depends on. */
export interface ClusterSums {
  readonly value: number
  readonly sums: Float64Array
}

export function clusterSums({ value, influences }: Linearised, { cluster, clusters }: ClusterSample): ClusterSums {
  return { value, sums: sumByCluster(influences, cluster, clusters) }
}

/**
 * value ± t times the standard error from the sums by cluster, with no more degrees of freedom than their spread is known by (see `varianceDegrees`);
 * null where there is none (one cluster, see `clusterQuantile`).
 */
export function linearisedInterval(of: ClusterSums, sample: ClusterSample, confidence: number): Interval | null {
  const half = clusterQuantile(sample, confidence, degreesOfInfluences(of.sums)) * Math.sqrt(varianceOfSums(of.sums))
  return Number.isNaN(half) ? null : [of.value - half, of.value + half]
}

export function linearisedDifference(old: ClusterSums, newer: ClusterSums): ClusterSums {
  const sums = new Float64Array(old.sums.length)
  for (let g = 0; g < sums.length; g++) sums[g] = newer.sums[g]! - old.sums[g]!
  return { value: newer.value - old.value, sums }
}

/** new/old - 1: each cluster moves it by (new - ratio * old) / value of old. */
export function linearisedRatio(old: ClusterSums, newer: ClusterSums): ClusterSums {
  const ratio = newer.value / old.value
  const sums = new Float64Array(old.sums.length)
  for (let g = 0; g < sums.length; g++) sums[g] = (newer.sums[g]! - ratio * old.sums[g]!) / old.value
  return { value: ratio - 1, sums }
}
