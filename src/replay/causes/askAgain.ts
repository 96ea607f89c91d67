import { selectRows, type Batch } from '../../core/batch.js'
import type { Predictions } from '../../core/predictions.js'
import type { Answerer } from '../answerer.js'

/** Case answers that a search may cost, and the time after which it stops where it is. */
const MOST_ANSWERS = 1_000_000
const BUDGET_MS = 60_000
/** Strange inputs can end a host; it is started again so often. */
const MOST_HOSTS = 5

/** A model that may be asked anything. */
export interface Asking extends AsyncDisposable {
  /** Null where it has no answer: it refused the cases, ended, or time is up. */
  answer(batch: Batch): Promise<Predictions | null>
  /** Whether time or answers ran out. */
  readonly exhausted: boolean
}

/** Asks what `open` opens, and opens it again where a question ended it. */
export function askAgain(open: () => Promise<Answerer>, signal: AbortSignal): Asking {
  const until = performance.now() + BUDGET_MS
  let model: Answerer | null = null
  let opened = 0
  let answers = 0
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
    async answer(batch) {
      signal.throwIfAborted()
      exhausted ||= answers + batch.rows > MOST_ANSWERS || performance.now() > until
      if (exhausted || (model === null && opened >= MOST_HOSTS)) return null
      if (model === null) {
        opened++
        model = await open()
      }
      answers += batch.rows
      const predictions = await attempt(batch)
      if (predictions !== null) known ??= selectRows(batch, Uint32Array.of(0))
      else if (known !== null && (await attempt(known)) === null) await close()
      return predictions
    },
    [Symbol.asyncDispose]: close,
  }
}
