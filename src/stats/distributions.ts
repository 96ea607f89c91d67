import betaIncomplete from '@stdlib/math-base-special-betainc'
import binomialCdfOf from '@stdlib/stats-base-dists-binomial-cdf'
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile'
import studentQuantileOf from '@stdlib/stats-base-dists-t-quantile'
import { regularizedGamma } from './gamma.js'

/** P(Z <= z) for a standard normal Z. */
export function normalCdf(z: number): number {
  return normalCdfOf(z, 0, 1)
}

/** z with P(Z <= z) = p for a standard normal Z; p in [0, 1], infinite at the ends. */
export function normalQuantile(p: number): number {
  return normalQuantileOf(p, 0, 1)
}

/** The z of a two-sided interval: 1.96 for 0.95. */
export function twoSidedZ(confidence: number): number {
  return normalQuantile(1 - (1 - confidence) / 2)
}

/** Student's t of a two-sided interval, `degrees` > 0. */
export function twoSidedT(confidence: number, degrees: number): number {
  return studentQuantile(1 - (1 - confidence) / 2, degrees)
}

/** t with P(T <= t) = p for Student's t with `degrees` > 0. */
export function studentQuantile(p: number, degrees: number): number {
  return studentQuantileOf(p, degrees)
}

/** P(X <= x) for chi-square with `degrees` > 0. */
export function chiSquareCdf(x: number, degrees: number): number {
  return regularizedGamma(degrees / 2, x / 2).lower
}

/** P(X > x) for chi-square with `degrees` > 0; keeps its digits far out, where 1 - P(X <= x) has none. */
export function chiSquareTail(x: number, degrees: number): number {
  return regularizedGamma(degrees / 2, x / 2).upper
}

/**
 * x with P(X <= x) = p for chi-square with `degrees` > 0, p in (0, 1): by bisection of the nearer tail to the last bit, for any degrees.
 */
export function chiSquareQuantile(p: number, degrees: number): number {
  const isAbove = (x: number): boolean => (p < 0.5 ? chiSquareCdf(x, degrees) > p : chiSquareTail(x, degrees) < 1 - p)
  let low = 0
  let high = degrees
  while (!isAbove(high)) high *= 2
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (isAbove(middle)) high = middle
    else low = middle
  }
  return high
}

/** P(T > t) for Student's t with `degrees` > 0; keeps its digits far out. */
export function studentTail(t: number, degrees: number): number {
  if (t < 0) return 1 - studentTail(-t, degrees)
  if (t === Infinity) return 0
  return betaIncomplete(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
}

/** P(Z > z) for a standard normal Z; keeps its digits far out. */
export function normalTail(z: number): number {
  return normalCdfOf(-z, 0, 1)
}

/** z with P(Z > z) = p, p in (0, 1): by bisection to the last bit, for `normalQuantile` has no digits left far out. */
export function normalDeviate(p: number): number {
  let [low, high] = [-40, 40]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (normalTail(middle) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(X <= k) for X successes in n trials of probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  return binomialCdfOf(k, n, p)
}

/**
 * One-sided p-value of the sign test: P(X <= won) for X successes of `lost + won` at 1/2, `lost` above 0. Of counts that are no whole numbers (scaled
 * by a design effect) the same incomplete beta function, of which the binomial sum is the special case.
 */
export function signTail(lost: number, won: number): number {
  return betaIncomplete(0.5, lost, won + 1)
}
