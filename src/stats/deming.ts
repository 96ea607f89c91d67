import type { Interval } from '../core/estimate.js'
import { addCoMoments, emptyCoMoments } from './coMoments.js'
import { twoSidedT } from './distributions.js'

export interface LineOfBias {
  readonly n: number
  readonly slope: number
  readonly slopeInterval: Interval
  readonly intercept: number
  readonly interceptInterval: Interval
}

/**
 * Deming's line y = intercept + slope x where both numbers scatter, equally: the line of least squared distance (orthogonal regression).
 * An intercept away from 0 is a constant bias, a slope away from 1 a proportional one. Unlike ordinary regression it
 * does not flatten the slope because x scatters, and swapping x and y gives the same line. Intervals by each pair's influence (the infinitesimal jackknife) and
 * Student's t with n - 2 degrees of freedom, so the scatter need not be the same everywhere. Null for fewer than 3 pairs, a constant side, or no covariance.
 * @see Deming 1943, Statistical Adjustment of Data; Linnet 1993, Clin. Chem. 39(3):424-432
 */
export function deming(x: Float64Array, y: Float64Array, confidence: number): LineOfBias | null {
  const n = x.length
  const state = emptyCoMoments()
  for (let i = 0; i < n; i++) addCoMoments(state, x[i]!, y[i]!)
  const { aa, bb, ab } = state
  if (n < 3 || !(aa > 0) || !(bb > 0) || ab === 0 || !Number.isFinite(ab)) return null
  const gap = bb - aa
  const root = Math.hypot(gap, 2 * ab)
  // Two forms of one root; each where it does not cancel.
  const slope = gap >= 0 ? (gap + root) / (2 * ab) : (2 * ab) / (root - gap)
  const intercept = state.b - slope * state.a
  let slopeVariance = 0
  let interceptVariance = 0
  const below = 2 * slope * ab + aa - bb
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - state.a
    const dy = y[i]! - state.b
    const ofSlope = ((dy - slope * dx) * (dx + slope * dy)) / below
    const ofIntercept = (dy - slope * dx) / n - state.a * ofSlope
    slopeVariance += ofSlope * ofSlope
    interceptVariance += ofIntercept * ofIntercept
  }
  const t = twoSidedT(confidence, n - 2)
  const [ofSlope, ofIntercept] = [t * Math.sqrt(slopeVariance), t * Math.sqrt(interceptVariance)]
  return {
    n,
    slope,
    slopeInterval: [slope - ofSlope, slope + ofSlope],
    intercept,
    interceptInterval: [intercept - ofIntercept, intercept + ofIntercept],
  }
}
