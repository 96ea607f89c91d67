import binomialCdfOf from '@stdlib/stats-base-dists-binomial-cdf'
import chiSquareCdfOf from '@stdlib/stats-base-dists-chisquare-cdf'
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile'
import studentQuantileOf from '@stdlib/stats-base-dists-t-quantile'

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

/** t with P(T <= t) = p for Student's t with `degrees` > 0. */
export function studentQuantile(p: number, degrees: number): number {
  return studentQuantileOf(p, degrees)
}

/** P(X <= x) for chi-square with `degrees` > 0. */
export function chiSquareCdf(x: number, degrees: number): number {
  return chiSquareCdfOf(x, degrees)
}

/** P(X <= k) for X successes in n trials of probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  return binomialCdfOf(k, n, p)
}
