import { sha256 } from '../core/digest.js'
import { usageError } from '../core/errors.js'
import { readGivenFile } from './readGivenFile.js'
import { resultSchema, type Result } from '../core/result.js'

export async function readResult(path: string): Promise<Result> {
  return (await readHashedResult(path)).result
}

/** Reads a result.json and checks it against its schema: what another version wrote, or somebody edited, is refused in words. The digest is of the same bytes. */
export async function readHashedResult(path: string): Promise<{ readonly result: Result; readonly sha256: string }> {
  const bytes = await readGivenFile(path, {
    code: 'RESULT_UNREADABLE',
    what: `${path} cannot be read`,
    hint: 'Give the result.json that `recette run` wrote.',
  })
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw usageError(
      'RESULT_NOT_JSON',
      `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      'Give the result.json that `recette run` wrote, unchanged.',
    )
  }
  const parsed = resultSchema.safeParse(json)
  if (parsed.success) return { result: parsed.data, sha256: sha256(bytes) }
  const issue = parsed.error.issues[0]
  throw usageError(
    'RESULT_INVALID',
    `${path} is not a result of this version of Recette: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}.`,
    'Run the plan again, or use the version of Recette that wrote it (see environment.recette in the file).',
  )
}
