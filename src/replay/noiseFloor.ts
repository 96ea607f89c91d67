import { selectRows, type Batch } from '../core/batch.js'
import type { Predictions } from '../core/predictions.js'
import type { NoiseFloor } from '../core/result.js'
import type { Answerer } from './answerer.js'

/** Cases that are answered twice; enough to see what another batch size does to the numbers, and cheap for a slow model. */
const CASES = 1000

/**
 * What the old model alone changes when it answers the same cases twice: once as one batch, once in unequal parts.
 * A difference between old and new that is not larger than this says nothing about the new model.
 */
export async function measureNoiseFloor(set: string, first: Batch, old: Answerer): Promise<NoiseFloor> {
  const cases = Math.min(CASES, first.rows)
  const whole = await old.answer(rowsOf(first, 0, cases))
  const cut = Math.ceil(cases / 3)
  const parts = cut < cases ? [rowsOf(first, 0, cut), rowsOf(first, cut, cases)] : [rowsOf(first, 0, cases)]
  let largestScoreDifference = 0
  let flips = 0
  let start = 0
  for (const part of parts) {
    const again = await old.answer(part)
    const width = numbersPerCase(again.predictions, part.rows)
    const a = numbersOf(whole.predictions)
    const b = numbersOf(again.predictions)
    if (a !== null && b !== null) {
      for (let i = 0; i < b.length; i++) {
        largestScoreDifference = Math.max(largestScoreDifference, Math.abs(b[i]! - a[start * width + i]!))
      }
    }
    if (whole.predictions.kind === 'classes' && again.predictions.kind === 'classes') {
      for (let i = 0; i < part.rows; i++) {
        if (whole.predictions.predicted[start + i] !== again.predictions.predicted[i]) flips++
      }
    }
    start += part.rows
  }
  return { set, cases, largestScoreDifference, flips }
}

function rowsOf(batch: Batch, from: number, to: number): Batch {
  return selectRows(
    batch,
    Uint32Array.from({ length: to - from }, (_, i) => from + i),
  )
}

function numbersOf(predictions: Predictions): Float64Array | null {
  return predictions.kind === 'classes' ? predictions.scores : predictions.values
}

function numbersPerCase(predictions: Predictions, rows: number): number {
  return (numbersOf(predictions)?.length ?? 0) / Math.max(rows, 1)
}
