import { binOf } from './histogram.js'

/**
 * First Wasserstein distance (the area between two empirical distribution functions) of ascending samples, in the values' unit,
 * with the variance of what sampling adds to it. NaN when either is empty.
 * `path(x)` integrates the sign of (F_a - F_b) up to x: a case at x moves the distance by -path for a and +path for b.
 * @see scipy.stats.wasserstein_distance; Del Barrio, Giné & Matrán 1999, Ann. Probab. 27(2):1009-1071 (limit law)
 */
export function wassersteinDistance(
  a: Float64Array,
  b: Float64Array,
): { distance: number; path: (x: number) => number } {
  if (a.length === 0 || b.length === 0) return { distance: Number.NaN, path: () => Number.NaN }
  const knots = new Float64Array(a.length + b.length)
  const signed = new Float64Array(a.length + b.length)
  let count = 0
  let i = 0
  let j = 0
  let distance = 0
  let integral = 0
  while (i < a.length || j < b.length) {
    const at = i >= a.length ? b[j]! : j >= b.length ? a[i]! : Math.min(a[i]!, b[j]!)
    if (count > 0) {
      // Whole numbers, so that equal shares give exactly zero.
      const gap = i * b.length - j * a.length
      const step = at - knots[count - 1]!
      distance += Math.abs(gap) * step
      integral += Math.sign(gap) * step
    }
    while (i < a.length && a[i] === at) i++
    while (j < b.length && b[j] === at) j++
    knots[count] = at
    signed[count++] = integral
  }
  const xs = knots.subarray(0, count)
  return {
    distance: distance / (a.length * b.length),
    path: (x) => signed[count === 1 ? 0 : x >= xs[count - 1]! ? count - 1 : binOf(x, xs)]!,
  }
}

/** Variance of the mean of `path` over a sample, for independent samples: the two sum to the variance of the distance. */
export function pathVariance(values: Float64Array, path: (x: number) => number): number {
  let mean = 0
  let m2 = 0
  for (let i = 0; i < values.length; i++) {
    const x = path(values[i]!)
    const delta = x - mean
    mean += delta / (i + 1)
    m2 += delta * (x - mean)
  }
  return values.length < 2 ? Number.NaN : m2 / (values.length - 1) / values.length
}

/** The same for values paired case by case. */
export function pairedPathVariance(a: Float64Array, b: Float64Array, path: (x: number) => number): number {
  return pathVariance(
    Float64Array.from(a, (x, i) => path(b[i]!) - path(x)),
    (difference) => difference,
  )
}
