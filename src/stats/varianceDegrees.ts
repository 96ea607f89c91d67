import type { Moments } from './moments.js'

/**
 * How many degrees of freedom the variance of a mean is known by: as many as a chi-square has whose own spread is that of the sample
 * variance, 2n / (kurtosis - (n - 3)/(n - 1)). For normal values n - 1, which it never exceeds; where a few cases carry most of a loss
 * fewer, at least 2: Student's t with n - 1 then forgets that samples which happen to lack those cases show both a small mean and a small spread.
 * Values all equal: n - 1. `kurtosis`: of the sample, n Σd⁴ / (Σd²)². NaN for n < 2.
 * @see O'Neill 2014, Am. Stat. 68(4):282-296, doi:10.1080/00031305.2014.966589; Satterthwaite 1946, Biometrics Bull. 2(6):110-114
 */
export function varianceDegrees(n: number, kurtosis: number): number {
  if (n < 2) return Number.NaN
  // Beyond n the fourth powers have left the range of numbers.
  const degrees = (2 * n) / (Math.min(kurtosis, n) - (n - 3) / (n - 1))
  return degrees < n - 1 ? degrees : n - 1
}

export function degreesOfMoments({ n, m2, m4 }: Moments): number {
  return varianceDegrees(n, (n * m4) / (m2 * m2))
}

/** The same, of a statistic whose variance is the sum of squares of its influences. */
export function degreesOfInfluences(influences: Float64Array): number {
  let squares = 0
  let fourths = 0
  for (let i = 0; i < influences.length; i++) {
    const square = influences[i]! * influences[i]!
    squares += square
    fourths += square * square
  }
  return varianceDegrees(influences.length, (influences.length * fourths) / (squares * squares))
}
