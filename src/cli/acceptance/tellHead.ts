import { RecetteError, RecetteErrors } from '../../core/errors.js'
import { ModelRowError } from '../../models/rowError.js'

/**
 * Does something for one head of the models, so that what goes wrong names it: an error that sends its reader to `models.old.labels` sends
 * the reader of a plan with heads to `heads.NAME.old.labels`.
 */
export function tellHead<T>(name: string | null, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw name === null ? error : ofHead(name, error)
  }
}

export async function tellHeadLater<T>(name: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw name === null ? error : ofHead(name, error)
  }
}

function ofHead(name: string, error: unknown): unknown {
  if (error instanceof RecetteErrors) return new RecetteErrors(error.problems.map((one) => named(name, one)))
  return error instanceof RecetteError ? named(name, error) : error
}

function named(name: string, error: RecetteError): RecetteError {
  const message = `Head "${name}": ${place(name, error.message)}`
  const hint = place(name, error.hint)
  if (error instanceof ModelRowError) return new ModelRowError(error.code, message, hint, error.row)
  return new RecetteError(error.code, message, hint, { kind: error.kind, at: error.at, cause: error.cause })
}

function place(name: string, text: string): string {
  return text
    .replaceAll(
      /\bmodels\.(old|new)\.(labels|output|outputIs|threshold|score|scores|predicted|value)\b/g,
      `heads.${name}.$1.$2`,
    )
    .replaceAll(/\bcolumns\.(label|positive)\b/g, `heads.${name}.$1`)
}
