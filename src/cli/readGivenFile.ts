import { readFile } from 'node:fs/promises'
import { usageError } from '../core/errors.js'

/** The bytes of a file that the user named; `what` begins the sentence where it cannot be read. */
export async function readGivenFile(
  path: string,
  { code, what, hint }: { readonly code: string; readonly what: string; readonly hint: string },
): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw usageError(code, `${what}: ${cause instanceof Error ? cause.message : String(cause)}.`, hint, { cause })
  }
}
