import type { Interval } from '../core/estimate.js'

/** Two shares in (0, 1] of the same cases, with the variances and the covariance of the shares themselves. */
export interface PairedShares {
  readonly a: number
  readonly b: number
  readonly varianceA: number
  readonly varianceB: number
  readonly covariance: number
}

/** Interval of a share in (0, 1] that is normal on the logarithmic scale: share times exp(± quantile standard errors of its logarithm), at most 1. */
export function logScaleInterval(share: number, variance: number, quantile: number): Interval {
  const half = (quantile * Math.sqrt(variance)) / share
  return [share * Math.exp(-half), Math.min(1, share * Math.exp(half))]
}

const ANGLES = 64
/** Each step leaves 0.618 of the arc: less than 1e-13 of it after all. */
const STEPS = 60
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * Interval of a function of two shares whose logarithms are about jointly normal: the least and the largest value it takes over the ellipse of logarithms
 * that are within `quantile` standard errors of the observed ones in every direction, no share above 1 (the profile likelihood interval of that normal model,
 * for which one degree of freedom counts). Where what is missing from 1 is small, its spread goes with its size: an interval of one width on both sides
 * then ends too early on the side of the larger share.
 * @see Venzon & Moolgavkar 1988, J. R. Stat. Soc. C 37(1):87-94, doi:10.2307/2347496
 */
export function logScaleExtent(shares: PairedShares, quantile: number, of: (a: number, b: number) => number): Interval {
  const { a, b, varianceA, varianceB, covariance } = shares
  // Cholesky's root of the logarithms' covariance, times the quantile: (cos, sin) goes to the ellipse's edge.
  const spreadA = Math.sqrt(varianceA) / a
  const along = spreadA > 0 ? covariance / (a * b) / spreadA : 0
  const rest = 1 - (along * along * b * b) / varianceB
  // Shares that move together but for the last bits.
  const across = rest > 1e-13 ? Math.sqrt(rest * varianceB) / b : 0
  const at = (angle: number): number => {
    const [u, v] = [quantile * Math.cos(angle), quantile * Math.sin(angle)]
    return of(Math.min(1, a * Math.exp(spreadA * u)), Math.min(1, b * Math.exp(along * u + across * v)))
  }
  return [-largest((angle) => -at(angle)), largest(at)]
}

/** The largest value on the circle: the best of some angles, then the golden section between its neighbours. */
function largest(at: (angle: number) => number): number {
  const step = (2 * Math.PI) / ANGLES
  let best = 0
  for (let k = 1; k < ANGLES; k++) if (at(k * step) > at(best * step)) best = k
  let [low, high] = [(best - 1) * step, (best + 1) * step]
  for (let k = 0; k < STEPS; k++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
    if (at(left) > at(right)) high = right
    else low = left
  }
  return Math.max(at(best * step), at((low + high) / 2))
}
