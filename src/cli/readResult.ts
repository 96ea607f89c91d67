import { readFile } from 'node:fs/promises'
import { sha256 } from '../core/digest.js'
import { RecetteError } from '../core/errors.js'
import { resultSchema, type Result } from '../core/result.js'

export async function readResult(path: string): Promise<Result> {
  return (await readHashedResult(path)).result
}

/** Reads a result.json and checks it against its schema: what another version wrote, or somebody edited, is refused in words. The digest is of the same bytes. */
export async function readHashedResult(path: string): Promise<{ readonly result: Result; readonly sha256: string }> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw new RecetteError(
      'RESULT_UNREADABLE',
      `${path} cannot be read: ${message(error)}.`,
      'Give the result.json that `recette run` wrote.',
      { kind: 'usage' },
    )
  }
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    throw new RecetteError(
      'RESULT_NOT_JSON',
      `${path} is not JSON: ${message(error)}.`,
      'Give the result.json that `recette run` wrote, unchanged.',
      { kind: 'usage' },
    )
  }
  const parsed = resultSchema.safeParse(json)
  if (parsed.success) return { result: parsed.data, sha256: sha256(bytes) }
  const issue = parsed.error.issues[0]
  throw new RecetteError(
    'RESULT_INVALID',
    `${path} is not a result of this version of Recette: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}.`,
    'Run the plan again, or use the version of Recette that wrote it (see environment.recette in the file).',
    { kind: 'usage' },
  )
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
