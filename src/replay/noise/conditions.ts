import { selectRows, type Batch } from '../../core/batch.js'
import type { NoiseCondition } from '../../core/noiseFloor.js'
import { joinPredictions, selectPredictions, type Predictions } from '../../core/predictions.js'
import type { Answerer } from '../answerer.js'

/** The answers to the first `cases` of the batch, in its order: fewer than all where time ran out. */
export interface AskedAgain {
  readonly predictions: Predictions
  readonly cases: number
}

/** One way to ask a model the same cases again. */
export interface Asking {
  readonly condition: NoiseCondition
  ask(model: Answerer, batch: Batch, context: AskingContext): Promise<AskedAgain>
}

export interface AskingContext {
  /** How many labels a score row has; 0 for other tasks. */
  readonly labels: number
  /** A shuffle of the batch's rows. */
  readonly shuffled: Uint32Array
  /** Whether there is time for more. */
  readonly goOn: () => boolean
}

/** One call for each case costs the most: fewer of them show it as well. */
const SINGLE_CASES = 250

/** Sizes that no export was tuned for, over and over. */
const ODD_SIZES = [1, 7, 3, 61, 13, 127, 29]

/**
 * The same batch again shows a model that is not deterministic (dropout left on, random operations); each of the others changes one thing that must not
 * matter. Another number of threads is the same asking of another host: see `measureNoise`.
 */
export const ASKINGS: readonly Asking[] = [
  { condition: 'repeat', ask: askWhole },
  { condition: 'order', ask: askShuffled },
  { condition: 'odd-sizes', ask: (model, batch, context) => askInParts(model, batch, oddParts(batch.rows), context) },
  {
    condition: 'one-by-one',
    ask: (model, batch, context) => askInParts(model, batch, singles(Math.min(batch.rows, SINGLE_CASES)), context),
  },
]

export async function askWhole(model: Answerer, batch: Batch): Promise<AskedAgain> {
  return { predictions: (await model.answer(batch)).predictions, cases: batch.rows }
}

async function askShuffled(model: Answerer, batch: Batch, { shuffled, labels }: AskingContext): Promise<AskedAgain> {
  const { predictions } = await model.answer(selectRows(batch, shuffled))
  const place = new Uint32Array(shuffled.length)
  shuffled.forEach((row, at) => (place[row] = at))
  return { predictions: selectPredictions(predictions, place, labels), cases: batch.rows }
}

async function askInParts(
  model: Answerer,
  batch: Batch,
  parts: readonly number[],
  { goOn }: AskingContext,
): Promise<AskedAgain> {
  const answers: Predictions[] = []
  let cases = 0
  for (const size of parts) {
    if (cases > 0 && !goOn()) break
    answers.push((await model.answer(rowsOf(batch, cases, cases + size))).predictions)
    cases += size
  }
  return { predictions: joinPredictions(answers), cases }
}

function oddParts(rows: number): number[] {
  const parts: number[] = []
  for (let left = rows, i = 0; left > 0; i++) {
    const size = Math.min(left, ODD_SIZES[i % ODD_SIZES.length]!)
    parts.push(size)
    left -= size
  }
  return parts
}

function singles(rows: number): number[] {
  return Array.from({ length: rows }, () => 1)
}

export function rowsOf(batch: Batch, from: number, to: number): Batch {
  const rows = Uint32Array.from({ length: to - from }, (_, i) => from + i)
  return { ...selectRows(batch, rows), start: batch.start + from }
}
