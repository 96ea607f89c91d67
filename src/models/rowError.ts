import { RecetteError } from '../core/errors.js'

/** An error about one case. */
export class ModelRowError extends RecetteError {
  /** Row number in the set, 0-based. */
  readonly row: number

  constructor(code: string, message: string, hint: string, row: number) {
    super(code, message, hint)
    this.row = row
  }
}
