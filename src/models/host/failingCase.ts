import { rowsOf, sliceTensor, type Tensor } from '../tensor.js'

/** A batch of a million cases is halved twenty times, and each half may be tried twice. */
const MOST_TRIES = 48
const MOST_MS = 20_000

/** What an artifact says when it cannot answer one case of a batch. */
export class CaseError extends Error {
  /** Counted from the first of the batch. */
  readonly row: number

  constructor(row: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.row = row
  }
}

/**
 * The first case that fails by itself, found by asking again about ever fewer cases. Null where none does, where it takes too long, and
 * where the last case fails as well as the first with none between them that is answered: then it is not the case.
 */
export async function findFailingCase(
  inputs: readonly Tensor[],
  answer: (inputs: readonly Tensor[]) => Promise<unknown>,
  failure: unknown,
): Promise<CaseError | null> {
  const rows = rowsOf(inputs[0]!)
  const begun = Date.now()
  let [low, high, error, answered] = [0, rows, failure, false]
  for (let tries = 0; high - low > 1;) {
    const middle = Math.floor((low + high) / 2)
    const parts = [
      [low, middle],
      [middle, high],
    ] as const
    const before = high - low
    for (const [from, to] of parts) {
      if (++tries > MOST_TRIES || Date.now() - begun > MOST_MS) return null
      const found = await failureOf(from, to)
      if (found === null) {
        answered = true
        continue
      }
      ;[low, high, error] = [from, to, found.error]
      break
    }
    // Each half is answered by itself: it is not any one case.
    if (high - low === before) return null
  }
  if (!answered && rows > 1 && (await failureOf(rows - 1, rows)) !== null) return null
  return new CaseError(low, error)

  async function failureOf(from: number, to: number): Promise<{ readonly error: unknown } | null> {
    try {
      await answer(inputs.map((input) => sliceTensor(input, from, to)))
      return null
    } catch (caught) {
      return { error: caught }
    }
  }
}
