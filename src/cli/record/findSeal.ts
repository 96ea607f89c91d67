import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import { readSeal, type Seal } from '../../record/seal.js'

/** `recette.yaml` is sealed in `recette.seal`. */
export function sealPathOf(plan: string): string {
  return `${plan.replace(/\.ya?ml$/i, '')}.seal`
}

/** The seal that is named, or the one beside the plan; null where there is none. */
export async function findSeal(plan: string, named: string | undefined): Promise<Seal | null> {
  const path = named ?? sealPathOf(plan)
  if (named === undefined && !existsSync(path)) return null
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new RecetteError(
      'SEAL_UNREADABLE',
      `The seal ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Check the name, or make one with `recette seal` before the new model is delivered.',
      { kind: 'usage', cause },
    )
  }
  return readSeal(bytes, basename(path), new Date())
}
