import { formatPosition, RecetteError, RecetteErrors } from '../../core/errors.js'
import type { Problem } from '../../core/result.js'
import { SideError } from '../../replay/replaySet.js'
import { isAbort } from '../printError.js'

/** What was being done when something threw: decides whom the problem is ascribed to unless the error itself says. */
export interface Doing {
  readonly of: Problem['of']
  readonly set: string | null
}

/** Keeps problems instead of stopping at the first: the report is still written, and says what could not run. */
export class ProblemList {
  readonly found: Problem[] = []

  /** Runs `work`; what it throws becomes problems and the answer is null. An interruption is not a problem: it goes on up. */
  async attempt<T>(doing: Doing, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (isAbort(error)) throw error
      this.add(doing, error)
      return null
    }
  }

  add(doing: Doing, error: unknown): void {
    if (error instanceof SideError) return this.add({ ...doing, of: error.side }, error.cause)
    for (const problem of error instanceof RecetteErrors ? error.problems : [error])
      this.found.push(toProblem(doing, problem))
  }
}

function toProblem({ of, set }: Doing, error: unknown): Problem {
  if (error instanceof RecetteError) {
    return {
      code: error.code,
      of,
      set,
      message: error.message,
      hint: error.hint,
      at: error.at === undefined ? null : formatPosition(error.at),
    }
  }
  return {
    code: 'BUG',
    of,
    set,
    message: error instanceof Error ? error.message : String(error),
    hint: 'This is a bug in Recette; run again with --verbose and report it.',
    at: null,
  }
}
