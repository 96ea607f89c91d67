import type { Interval } from '../core/estimate.js'

/**
 * The largest distance between two empirical distribution functions, from ascending samples. NaN when either is empty.
 * @see Smirnov 1939; scipy.stats.ks_2samp
 */
export function ksStatistic(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return Number.NaN
  let i = 0
  let j = 0
  let largest = 0
  while (i < a.length && j < b.length) {
    const at = Math.min(a[i]!, b[j]!)
    while (i < a.length && a[i] === at) i++
    while (j < b.length && b[j] === at) j++
    // As one fraction, so that equal shares give exactly zero.
    largest = Math.max(largest, Math.abs(i * b.length - j * a.length))
  }
  return largest / (a.length * b.length)
}

/**
 * P(a distance at least as large | same distribution), by Kolmogorov's limit; close from some 40 cases a side. Ties make it too large.
 * @see Kolmogorov 1933; scipy.special.kolmogorov
 */
export function ksPValue(statistic: number, n: number, m: number): number {
  return kolmogorovTail(statistic * Math.sqrt((n * m) / (n + m)))
}

/**
 * statistic ± the distance that two samples of one distribution exceed with probability 1 - confidence: the triangle inequality
 * makes it an interval of the true distance, wide rather than narrow.
 */
export function ksInterval(statistic: number, n: number, m: number, confidence: number): Interval {
  const half = kolmogorovQuantile(confidence) * Math.sqrt(1 / n + 1 / m)
  return [Math.max(0, statistic - half), Math.min(1, statistic + half)]
}

/** P(K > x) of Kolmogorov's distribution. Two series: one converges fast for large x, the other for small. */
export function kolmogorovTail(x: number): number {
  if (!(x > 0)) return Number.isNaN(x) ? x : 1
  let sum = 0
  if (x < 1) {
    const exponent = -(Math.PI * Math.PI) / (8 * x * x)
    for (let k = 1; k < 20; k += 2) sum += Math.exp(k * k * exponent)
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum
  }
  for (let k = 1; k < 20; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x)
  return sum
}

/** x with P(K <= x) = p, by bisection: 1.3581 for 0.95. */
export function kolmogorovQuantile(p: number): number {
  let low = 0
  let high = 10
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (1 - kolmogorovTail(middle) < p) low = middle
    else high = middle
  }
  return high
}
