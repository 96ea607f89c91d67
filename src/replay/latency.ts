import { selectRows, type Batch } from '../core/batch.js'
import type { Answerer } from './answerer.js'

const WARM_UP = 20
const CASES = 200
/** Where the plan asks about the slowest case of a hundred: fewer than 368 cases give its 99 % point no interval. */
const CASES_FOR_TAIL = 600
/** A slow model is not asked for longer than this, and the report shows how many cases were timed. */
const BUDGET_MS = 4000

/** Milliseconds for one case at a time; the i-th of old and of new are the same case, asked one right after the other. */
export interface PairedLatencies {
  readonly old: Float64Array
  readonly new: Float64Array
  /** Every other case is asked a third time, of the model that was asked first: old and new against themselves. */
  readonly repeated: Readonly<Record<'old' | 'new', { readonly first: Float64Array; readonly again: Float64Array }>>
}

/**
 * Times both models on single cases, so that whatever slows the machine slows both. Calls alternate without a break: old, new, old for one
 * case; new, old, new for the next. So each is as often first as the other, every call comes right after one of the other model, and the
 * third tells what a model's time changes by itself. The first cases warm the models up and are dropped. Null when a side is a recording.
 */
export async function measureLatencies(
  first: Batch,
  old: Answerer,
  new_: Answerer,
  signal: AbortSignal,
  asksTail: boolean,
): Promise<PairedLatencies | null> {
  const started = performance.now()
  const times = { old: [] as number[], new: [] as number[] }
  const repeated = {
    old: { first: [] as number[], again: [] as number[] },
    new: { first: [] as number[], again: [] as number[] },
  }
  const cases = asksTail ? CASES_FOR_TAIL : CASES
  for (let i = 0; i < WARM_UP + cases; i++) {
    if (i >= 2 * WARM_UP && performance.now() - started > BUDGET_MS) break
    signal.throwIfAborted()
    const one = selectRows(first, Uint32Array.of(i % first.rows))
    const [leader, other] = i % 2 === 0 ? (['old', 'new'] as const) : (['new', 'old'] as const)
    const sides = { old, new: new_ }
    const leading = await timeOne(sides[leader], one)
    const following = await timeOne(sides[other], one)
    if (leading === null || following === null) return null
    const again = await timeOne(sides[leader], one)
    if (i < WARM_UP) continue
    times[leader].push(leading)
    times[other].push(following)
    repeated[leader].first.push(leading)
    repeated[leader].again.push(again!)
  }
  return {
    old: numbers(times.old),
    new: numbers(times.new),
    repeated: {
      old: { first: numbers(repeated.old.first), again: numbers(repeated.old.again) },
      new: { first: numbers(repeated.new.first), again: numbers(repeated.new.again) },
    },
  }
}

function numbers(of: readonly number[]): Float64Array {
  return Float64Array.from(of)
}

async function timeOne(side: Answerer, one: Batch): Promise<number | null> {
  side.restart?.() // A case in the middle of a sequence takes as long as one at its start.
  const { elapsedNs } = await side.answer(one)
  return elapsedNs === null ? null : elapsedNs / 1e6
}
