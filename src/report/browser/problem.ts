/** What keeps somebody from signing, by the code of its message (`live.problem.CODE`) and the field that it is about. */
export interface Problem {
  readonly field: string
  readonly code: string
  readonly values?: Readonly<Record<string, string>>
}

/** The same, thrown from where the field is not known. */
export class SigningError extends Error {
  constructor(
    readonly code: string,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(code)
  }
}
