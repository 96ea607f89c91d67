/** Where in a text file a problem stands; both 1-based. */
export interface Position {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/**
 * What the exit code says of an error: `usage` (2) is the caller's to mend before anything is measured;
 * `run` (4) means the comparison itself could not be carried out.
 */
export type ErrorKind = 'usage' | 'run'

/**
 * An error that a user can act on: what was found and expected (`message`), what to do next (`hint`), and where (`at`).
 * Any other Error that reaches the command line is a bug in Recette.
 */
export class RecetteError extends Error {
  override readonly name = 'RecetteError'
  readonly code: string
  readonly hint: string
  readonly kind: ErrorKind
  readonly at: Position | undefined

  constructor(
    code: string,
    message: string,
    hint: string,
    options: { kind?: ErrorKind; at?: Position | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.hint = hint
    this.kind = options.kind ?? 'run'
    this.at = options.at
  }
}

/** An error that is the caller's to mend: nothing was run, nothing was written. */
export function usageError(
  code: string,
  message: string,
  hint: string,
  options: { at?: Position | undefined; cause?: unknown } = {},
): RecetteError {
  return new RecetteError(code, message, hint, { kind: 'usage', ...options })
}

/** Several problems found in one pass, shown together; its kind is `usage` if any of them is. */
export class RecetteErrors extends Error {
  override readonly name = 'RecetteErrors'
  readonly problems: readonly RecetteError[]

  constructor(problems: readonly RecetteError[]) {
    super(problems.map((problem) => problem.message).join('\n'))
    this.problems = problems
  }

  get kind(): ErrorKind {
    return this.problems.some((problem) => problem.kind === 'usage') ? 'usage' : 'run'
  }
}

/** `recette.yaml:12:5`, as editors and terminals make it clickable. */
export function formatPosition(at: Position): string {
  return [at.file, at.line, at.column].filter((part) => part !== undefined).join(':')
}
