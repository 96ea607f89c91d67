import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { readGivenFile } from '../readGivenFile.js'
import { readSeal, type Seal } from '../../record/seal.js'

/** `recette.yaml` is sealed in `recette.seal`. */
export function sealPathOf(plan: string): string {
  return `${plan.replace(/\.ya?ml$/i, '')}.seal`
}

/** The seal that is named, or the one beside the plan; null where there is none. */
export async function findSeal(plan: string, named: string | undefined): Promise<Seal | null> {
  const path = named ?? sealPathOf(plan)
  if (named === undefined && !existsSync(path)) return null
  const bytes = await readGivenFile(path, {
    code: 'SEAL_UNREADABLE',
    what: `The seal ${path} cannot be read`,
    hint: 'Check the name, or make one with `recette seal` before the new model is delivered.',
  })
  return readSeal(bytes, basename(path), new Date())
}
