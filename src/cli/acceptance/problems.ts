import { formatPosition, RecetteError, RecetteErrors, type Position } from '../../core/errors.js'
import type { Problem } from '../../core/result.js'
import { ModelRowError } from '../../models/rowError.js'
import { SideError } from '../../replay/replaySet.js'
import { isAbort } from '../printError.js'

/** What was being done when something threw: decides whom the problem is ascribed to unless the error itself says. */
export interface Doing {
  readonly of: Problem['of']
  readonly set: string | null
  /** Where a row (0-based) of the set at hand stands, for errors that know the row alone. */
  readonly positionOf?: (row: number) => Position
}

/** Keeps problems instead of stopping at the first: the report is still written, and says what could not run. */
export class ProblemList {
  readonly found: Problem[] = []
  readonly #errors: RecetteError[] = []

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
    // What is wrong with a case's own file is no model's doing, whichever met it first.
    if (error instanceof SideError && isOfTheSet(error.cause)) return this.add(doing, error.cause)
    if (error instanceof SideError) return this.add({ ...doing, of: error.side }, error.cause)
    if (error instanceof RecetteErrors) for (const problem of error.problems) this.add(doing, problem)
    else if (error instanceof AggregateError) for (const problem of error.errors) this.add(doing, problem)
    else {
      this.found.push(toProblem(doing, error))
      if (error instanceof RecetteError) this.#errors.push(error)
    }
  }

  /**
   * Throws everything found so far if any of it is the caller's to mend (kind `usage`): the plan does not fit its files, so there is
   * nothing to report on. To be called before anything is measured.
   */
  throwUsage(): void {
    const errors = new RecetteErrors(this.#errors)
    if (errors.kind === 'usage') throw errors
  }
}

function isOfTheSet(cause: unknown): boolean {
  return cause instanceof RecetteError && cause.code.startsWith('SET_')
}

function toProblem({ of, set, positionOf }: Doing, error: unknown): Problem {
  if (error instanceof RecetteError) {
    const at = error.at ?? (error instanceof ModelRowError ? positionOf?.(error.row) : undefined)
    return {
      code: error.code,
      of,
      set,
      message: error.message,
      hint: error.hint,
      at: at === undefined ? null : formatPosition(at),
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
