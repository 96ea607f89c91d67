import type { Predictions } from '../../core/predictions.js'

/** How far the second answer to each case is from the first. */
export interface Moves {
  /** The largest change of any of its scores or values; 0 where a model gives labels alone. */
  readonly difference: Float64Array
  /** 1 where the predicted label is another. */
  readonly flipped: Uint8Array
}

/** `again` answers the same cases in the same order. */
export function compareAnswers(first: Predictions, again: Predictions, cases: number): Moves {
  const difference = new Float64Array(cases)
  const flipped = new Uint8Array(cases)
  const a = numbersOf(first)
  const b = numbersOf(again)
  if (a !== null && b !== null) {
    const width = cases === 0 ? 0 : a.length / cases
    for (let i = 0; i < a.length; i++) {
      const row = Math.floor(i / width)
      difference[row] = Math.max(difference[row]!, Math.abs(b[i]! - a[i]!))
    }
  }
  if (first.kind === 'classes' && again.kind === 'classes') {
    for (let row = 0; row < cases; row++) flipped[row] = first.predicted[row] === again.predicted[row] ? 0 : 1
  }
  return { difference, flipped }
}

/** Of a probability. Rounding, also in half precision, stays below; what shifts a score by more will one day turn an answer over. */
const TOLERANCE = 1e-3

/** What an answer may move by without being called unstable: 0.001 of a probability, or of the range that the values of these cases have. */
export function toleranceOf(predictions: Predictions): number {
  if (predictions.kind === 'classes') return TOLERANCE
  let low = Infinity
  let high = -Infinity
  for (const value of predictions.values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const range = high - low
  if (range > 0) return TOLERANCE * range
  // Every value is the same: then of its size.
  return Number.isFinite(high) ? TOLERANCE * Math.max(Math.abs(high), Number.MIN_VALUE) : 0
}

/** Whether a case moved by more than rounding explains; with labels alone every change does. */
export function isUnstable({ difference, flipped }: Moves, row: number, tolerance: number, scored: boolean): boolean {
  return scored ? !(difference[row]! <= tolerance) : flipped[row] === 1
}

export function hasNumbers(predictions: Predictions): boolean {
  return numbersOf(predictions) !== null
}

export function numbersOf(predictions: Predictions): Float64Array | null {
  return predictions.kind === 'classes' ? predictions.scores : predictions.values
}
