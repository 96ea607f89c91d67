import { binOf } from './histogram.js'
import { addToMoments, moments } from './moments.js'

/** The integral of the sign of (F_a - F_b) up to each value that occurs: a case there moves the distance by minus that for a, plus for b. */
export interface Path {
  readonly knots: Float64Array
  readonly integrals: Float64Array
}

const EMPTY_PATH: Path = { knots: new Float64Array(0), integrals: new Float64Array(0) }

/**
 * First Wasserstein distance (the area between two empirical distribution functions) of ascending samples, in the values' unit,
 * with the variance of what sampling adds to it. NaN when either is empty.
 * @see scipy.stats.wasserstein_distance; Del Barrio, Giné & Matrán 1999, Ann. Probab. 27(2):1009-1071 (limit law)
 */
export function wassersteinDistance(a: Float64Array, b: Float64Array): { distance: number; path: Path } {
  if (a.length === 0 || b.length === 0) return { distance: Number.NaN, path: EMPTY_PATH }
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
  return {
    distance: distance / (a.length * b.length),
    path: { knots: knots.subarray(0, count), integrals: signed.subarray(0, count) },
  }
}

/** Variance that the sampling of ascending `values` (one of the two samples) adds to the distance; sum it over independent samples. */
export function pathVariance(values: Float64Array, { knots, integrals }: Path): number {
  const moved = new Float64Array(values.length)
  for (let i = 0, knot = 0; i < moved.length; i++) {
    while (knots[knot]! < values[i]!) knot++
    moved[i] = integrals[knot]!
  }
  return varianceOfMean(moved)
}

/** The same for both samples at once, when they are paired case by case; any order. */
export function pairedPathVariance(a: Float64Array, b: Float64Array, { knots, integrals }: Path): number {
  const at = (x: number) => integrals[knots.length === 1 ? 0 : x >= knots.at(-1)! ? knots.length - 1 : binOf(x, knots)]!
  const moves = new Float64Array(a.length)
  for (let i = 0; i < moves.length; i++) moves[i] = at(b[i]!) - at(a[i]!)
  return varianceOfMean(moves)
}

function varianceOfMean(values: Float64Array): number {
  const state = moments.empty()
  for (let i = 0; i < values.length; i++) addToMoments(state, values[i]!)
  return moments.value(state).variance / values.length
}
