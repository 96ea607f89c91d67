import { readFile } from 'node:fs/promises'
import { RecetteError } from '../core/errors.js'
import { resultSchema, type Result } from '../core/result.js'

/** Reads a result.json and checks it against its schema: what another version wrote, or somebody edited, is refused in words. */
export async function readResult(path: string): Promise<Result> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
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
    json = JSON.parse(text)
  } catch (error) {
    throw new RecetteError(
      'RESULT_NOT_JSON',
      `${path} is not JSON: ${message(error)}.`,
      'Give the result.json that `recette run` wrote, unchanged.',
      { kind: 'usage' },
    )
  }
  const parsed = resultSchema.safeParse(json)
  if (parsed.success) return parsed.data
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
