import type { Interval } from '../core/estimate.js'
import { clusterQuantile, clusterVariance, type ClusterSample } from './clusterSample.js'

/** A statistic of weighted cases, and what each case adds to its deviation (its weight included; they sum to zero). */
export interface Linearised {
  readonly value: number
  readonly influences: Float64Array
}

/** value ± t times the standard error from the sums of influences by cluster; null where there is none (one cluster, see `clusterQuantile`). */
export function linearisedInterval(of: Linearised, sample: ClusterSample, confidence: number): Interval | null {
  const half = clusterQuantile(sample, confidence) * Math.sqrt(clusterVariance(of.influences, sample))
  return Number.isNaN(half) ? null : [of.value - half, of.value + half]
}

export function linearisedDifference(old: Linearised, newer: Linearised): Linearised {
  return {
    value: newer.value - old.value,
    influences: newer.influences.map((influence, i) => influence - old.influences[i]!),
  }
}

/** new/old - 1: each case moves it by (new - ratio * old) / value of old. */
export function linearisedRatio(old: Linearised, newer: Linearised): Linearised {
  const ratio = newer.value / old.value
  return {
    value: ratio - 1,
    influences: newer.influences.map((influence, i) => (influence - ratio * old.influences[i]!) / old.value),
  }
}
