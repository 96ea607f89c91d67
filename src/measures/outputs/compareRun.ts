import { addMagnitude } from '../../stats/magnitudes.js'
import { leastTolerance } from '../../stats/tightestTolerance.js'
import type { OutputDifference } from './outputDifference.js'

/** Sums over the compared elements of one case. */
export interface RunSums {
  elements: number
  equal: number
  equalInfinities: number
  notFinite: number
  absolute: number
  relative: number
  product: number
  oldSquares: number
  newSquares: number
  /** Sum of (new - old)². */
  noise: number
}

export function emptyRun(): RunSums {
  return {
    elements: 0,
    equal: 0,
    equalInfinities: 0,
    notFinite: 0,
    absolute: 0,
    relative: 0,
    product: 0,
    oldSquares: 0,
    newSquares: 0,
    noise: 0,
  }
}

/** Elements [from, to) of both sides: the hot loop of the task. */
export function compareRun(
  state: OutputDifference,
  sums: RunSums,
  old: Float64Array,
  newer: Float64Array,
  from: number,
  to: number,
  rtols: readonly number[],
): void {
  const { absolute, relative, tolerances } = state
  for (let i = from; i < to; i++) {
    const a = old[i]!
    const b = newer[i]!
    const difference = Math.abs(b - a)
    // NaN and infinity alike.
    if (!(difference < Infinity)) {
      if (a === b) sums.equalInfinities++
      else sums.notFinite++
      continue
    }
    const reference = Math.abs(a)
    sums.elements++
    sums.product += a * b
    sums.oldSquares += a * a
    sums.newSquares += b * b
    if (difference === 0) {
      sums.equal++
      absolute.zeros++
      relative.zeros++
    } else {
      sums.absolute += difference
      sums.noise += difference * difference
      if (difference > state.largest) state.largest = difference
      addMagnitude(absolute, difference)
      // Infinite where old is zero: such elements are counted, and no mean or maximum of ratios is given while there is one.
      const ratio = difference / reference
      if (ratio === Infinity) state.zeroBaseline++
      else {
        sums.relative += ratio
        if (ratio > state.largestRelative) state.largestRelative = ratio
      }
      addMagnitude(relative, ratio)
    }
    for (let r = 0; r < rtols.length; r++) {
      const rtol = rtols[r]!
      if (difference - rtol * reference >= tolerances[r]!) {
        const atol = leastTolerance(difference, reference, rtol)
        if (atol > tolerances[r]!) tolerances[r] = atol
      }
    }
  }
}
