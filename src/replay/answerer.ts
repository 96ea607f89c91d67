import type { Batch } from '../core/batch.js'
import type { RecetteError } from '../core/errors.js'
import type { Predictions } from '../core/predictions.js'

/** A source of predictions that is ready to answer: an artifact in its host, or a recording. */
export interface Answerer extends AsyncDisposable {
  /** Set columns it needs to see. */
  readonly columns: readonly string[]
  /** Most cases in one batch. */
  readonly maxRows?: number
  /** Answers come in the order of the calls. `answered` has one byte a row, 0 where it has none; null when it answered all. */
  answer(batch: Batch): Promise<Answered>
  /**
   * Only of a model that keeps a state from case to case: begins every sequence anew. Its answers depend on the order of the calls, so whoever asks cases again
   * calls this before; never while an answer is on its way.
   */
  restart?(): void
  /** What to tell when a whole set of `rows` cases has been asked and not one was known; null when some were. */
  noneKnown?(rows: number): RecetteError | null
}

export interface Answered extends HeadAnswered {
  /** By head, where the plan has several: what stands above is then the first one's. */
  readonly heads?: readonly HeadAnswered[]
  /** Time spent inferring, in the host's own measure; null for a recording. */
  readonly elapsedNs: number | null
}

/** What was answered to one question, and for which rows. */
export interface HeadAnswered {
  readonly predictions: Predictions
  readonly answered: Uint8Array | null
}

/** What a model answered for one of its heads; the only one where it has no several. */
export function answeredOf({ predictions, answered, heads }: Answered, head: number): HeadAnswered {
  const found = heads === undefined && head === 0 ? { predictions, answered } : heads?.[head]
  if (found === undefined) throw new Error(`bug: no answer for head ${head}`)
  return found
}

/** The same model, as if it had this head alone. */
export function onlyHead(answerer: Answerer, head: number): Answerer {
  return {
    ...answerer,
    async answer(batch) {
      const answered = await answerer.answer(batch)
      return { ...answeredOf(answered, head), elapsedNs: answered.elapsedNs }
    },
  }
}

/** What both can take in one batch. */
export function maxRowsOf(...answerers: readonly Answerer[]): number {
  return Math.min(...answerers.map(({ maxRows = Infinity }) => maxRows))
}
