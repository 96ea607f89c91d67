import { selectRows, type Batch } from '../../core/batch.js'
import type { Predictions } from '../../core/predictions.js'
import type { Answerer } from '../answerer.js'

/** Questions that one hypothesis may ask, so that it leaves some to the next and a search ends alike on every machine; and the time after which it stops all the same. */
const MOST_QUESTIONS = 3000
const BUDGET_MS = 20_000
/** Strange inputs can end a host; it is started again so often. */
const MOST_HOSTS = 5

/** A model that may be asked anything. */
export interface Asking extends AsyncDisposable {
  /** Null where it has no answer: it refused the cases, ended, or time is up. */
  answer(batch: Batch): Promise<Predictions | null>
  /** Begins another hypothesis, with questions and time of its own. */
  begin(): void
  /** Whether time or questions ever ran out. */
  readonly exhausted: boolean
}

/** Asks what `open` opens, and opens it again where a question ended it. */
export function askAgain(open: () => Promise<Answerer>, signal: AbortSignal): Asking {
  let until = performance.now() + BUDGET_MS
  let questions = 0
  let model: Answerer | null = null
  let opened = 0
  let exhausted = false
  /** A case that was answered: asked again it shows whether the host is still there. */
  let known: Batch | null = null

  const close = async (): Promise<void> => {
    await model?.[Symbol.asyncDispose]()
    model = null
  }
  const attempt = async (batch: Batch): Promise<Predictions | null> => {
    try {
      const { predictions, answered } = await model!.answer(batch)
      return answered === null ? predictions : null
    } catch {
      signal.throwIfAborted()
      return null
    }
  }

  return {
    get exhausted() {
      return exhausted
    },
    begin() {
      until = performance.now() + BUDGET_MS
      questions = 0
    },
    async answer(batch) {
      signal.throwIfAborted()
      questions++
      const isOver = questions > MOST_QUESTIONS || performance.now() > until
      exhausted ||= isOver
      if (isOver || (model === null && opened >= MOST_HOSTS)) return null
      if (model === null) {
        opened++
        model = await open()
      }
      const predictions = await attempt(batch)
      if (predictions !== null) known ??= selectRows(batch, Uint32Array.of(0))
      else if (known !== null && (await attempt(known)) === null) await close()
      return predictions
    },
    [Symbol.asyncDispose]: close,
  }
}
