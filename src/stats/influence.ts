import type { Interval } from '../core/estimate.js'
import { twoSidedZ } from './distributions.js'

/**
 * Variances from influences: what each case adds to the deviation of a statistic. The sum of their squares is its variance
 * (the infinitesimal jackknife), and case by case differences of influences give paired variances.
 * @see Jaeckel 1972, The infinitesimal jackknife, Bell Labs memorandum MM 72-1215-11
 * @see Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, chapter 6
 */
export function varianceOfInfluences(influences: Float64Array): number {
  return covarianceOfInfluences(influences, influences)
}

export function covarianceOfInfluences(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Variance of (statistic of b - statistic of a) on the same cases. */
export function varianceOfDifference(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (b[i]! - a[i]!) * (b[i]! - a[i]!)
  return sum
}

/** value ± z sd, clamped to `range`. */
export function normalInterval(value: number, variance: number, confidence: number, range: Interval): Interval {
  const half = twoSidedZ(confidence) * Math.sqrt(variance)
  return [Math.max(range[0], value - half), Math.min(range[1], value + half)]
}

/** What each case adds to the deviation of (statistic of b - statistic of a). */
export function changesOfInfluences(a: Float64Array, b: Float64Array): Float64Array {
  const changes = new Float64Array(b.length)
  for (let i = 0; i < b.length; i++) changes[i] = b[i]! - a[i]!
  return changes
}

/** The same of new/old - 1: each case moves the ratio by (new - ratio * old) / value of old. */
export function movesOfRatio(a: Float64Array, b: Float64Array, valueA: number, valueB: number): Float64Array {
  const ratio = valueB / valueA
  const moves = new Float64Array(b.length)
  for (let i = 0; i < b.length; i++) moves[i] = (b[i]! - ratio * a[i]!) / valueA
  return moves
}
