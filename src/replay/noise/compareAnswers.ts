import type { Predictions } from '../../core/predictions.js'
import { rowNumbers } from './rowNumbers.js'

/** How far the second answer to each case is from the first. */
export interface Moves {
  /** The largest change of any of its scores or values; 0 where a model gives labels alone. */
  readonly difference: Float64Array
  /** 1 where the predicted label, or one of the labels given, is another. */
  readonly flipped: Uint8Array
}

/** `again` answers the same cases in the same order. */
export function compareAnswers(first: Predictions, again: Predictions, cases: number): Moves {
  const difference = new Float64Array(cases)
  const flipped = new Uint8Array(cases)
  const a = numbersOf(first, cases)
  const b = numbersOf(again, cases)
  if (a !== null && b !== null) {
    const width = cases === 0 ? 0 : a.length / cases
    for (let i = 0; i < a.length; i++) {
      const row = Math.floor(i / width)
      difference[row] = Math.max(difference[row]!, gap(a[i]!, b[i]!))
    }
  }
  if (first.kind === 'classes' && again.kind === 'classes') {
    for (let row = 0; row < cases; row++) flipped[row] = first.predicted[row] === again.predicted[row] ? 0 : 1
  }
  if (first.kind === 'label-sets' && again.kind === 'label-sets') {
    const labels = cases === 0 ? 0 : first.decided.length / cases
    for (let i = 0; i < first.decided.length; i++)
      if (first.decided[i] !== again.decided[i]) flipped[Math.floor(i / labels)] = 1
  }
  return { difference, flipped }
}

/** Raw outputs may hold what is no number: the same again is no change, anything else as large a one as can be. */
function gap(a: number, b: number): number {
  if (Object.is(a, b)) return 0
  const size = Math.abs(b - a)
  return size < Infinity ? size : Number.MAX_VALUE
}

/** Of a probability. Rounding, also in half precision, stays below; what shifts a score by more will one day turn an answer over. */
const TOLERANCE = 1e-3

/** What an answer may move by without being called unstable: 0.001 of a probability, or of the range that the values of these cases have. */
export function toleranceOf(predictions: Predictions, cases: number): number {
  if (predictions.kind === 'classes' || predictions.kind === 'label-sets') return TOLERANCE
  let low = Infinity
  let high = -Infinity
  for (const value of numbersOf(predictions, cases) ?? []) {
    if (!Number.isFinite(value)) continue
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
  return !('scores' in predictions) || predictions.scores !== null
}

export function numbersOf(predictions: Predictions, cases: number): Float64Array | null {
  switch (predictions.kind) {
    case 'classes':
    case 'label-sets':
      return predictions.scores
    case 'values':
      return predictions.values
    case 'tensors':
      return rowNumbers(predictions, cases)
  }
}
