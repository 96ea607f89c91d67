import { selectRows, type Batch } from '../core/batch.js'
import type { Answerer } from './answerer.js'

const WARM_UP = 20
const CASES = 200
/** A slow model is not asked for longer than this, and the report shows how many cases were timed. */
const BUDGET_MS = 4000

/** Milliseconds for one case at a time; the i-th of old and of new are the same case, asked one right after the other. */
export interface PairedLatencies {
  readonly old: Float64Array
  readonly new: Float64Array
}

/**
 * Times both models on single cases, in turn and in changing order, so that whatever slows the machine slows both.
 * The first cases warm the models up and are dropped. Null when a side is a recording.
 */
export async function measureLatencies(
  first: Batch,
  old: Answerer,
  new_: Answerer,
  signal: AbortSignal,
): Promise<PairedLatencies | null> {
  const started = performance.now()
  const oldMs: number[] = []
  const newMs: number[] = []
  for (let i = 0; i < WARM_UP + CASES; i++) {
    if (i >= 2 * WARM_UP && performance.now() - started > BUDGET_MS) break
    signal.throwIfAborted()
    const one = selectRows(first, Uint32Array.of(i % first.rows))
    const order = i % 2 === 0 ? [old, new_] : [new_, old]
    const elapsed = new Map<Answerer, number | null>()
    for (const side of order) {
      side.restart?.() // A case in the middle of a sequence takes as long as one at its start.
      elapsed.set(side, (await side.answer(one)).elapsedNs)
    }
    const a = elapsed.get(old) ?? null
    const b = elapsed.get(new_) ?? null
    if (a === null || b === null) return null
    if (i < WARM_UP) continue
    oldMs.push(a / 1e6)
    newMs.push(b / 1e6)
  }
  return { old: Float64Array.from(oldMs), new: Float64Array.from(newMs) }
}
