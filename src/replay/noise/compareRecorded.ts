import type { Batch } from '../../core/batch.js'
import { selectPredictions, type Predictions } from '../../core/predictions.js'
import type { Answerer } from '../answerer.js'
import { compareAnswers, hasNumbers, numbersOf, type Moves } from './compareAnswers.js'

export interface RecordedMoves {
  readonly moves: Moves
  /** Rows of the batch that have a recorded answer. */
  readonly rows: Uint32Array
  /** What the recording was rounded by. */
  readonly rounding: number
  readonly scored: boolean
}

/** Answers of an earlier day beside those of the artifact that was handed over. Throws when the recording knows none of the cases. */
export async function compareRecorded(
  recorded: Answerer,
  first: Predictions,
  batch: Batch,
  labels: number,
): Promise<RecordedMoves> {
  const { predictions, answered } = await recorded.answer(batch)
  const problem = recorded.noneKnown?.(batch.rows)
  if (problem !== undefined && problem !== null) throw problem
  const known: number[] = []
  for (let row = 0; row < batch.rows; row++) if (answered === null || answered[row] === 1) known.push(row)
  const rows = Uint32Array.from(known)
  const then = selectPredictions(predictions, rows, labels)
  const numbers = numbersOf(then, rows.length)
  return {
    moves: compareAnswers(selectPredictions(first, rows, labels), then, rows.length),
    rows,
    rounding: numbers === null ? 0 : roundingOf(numbers),
    scored: hasNumbers(first) && hasNumbers(then),
  }
}

/** Decimals up to which numbers count as rounded when they were written down; more are a float's own. */
const MOST_DECIMALS = 6

/** Half of the last decimal that all of the numbers make do with: 0.0005 where none has more than three; 0 where they have all their digits. */
function roundingOf(numbers: Float64Array): number {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals
    if (numbers.every((value) => Math.abs(value * scale - Math.round(value * scale)) < 1e-6)) return 0.5 / scale
  }
  return 0
}
