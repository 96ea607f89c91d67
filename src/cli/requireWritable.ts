import { existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { RecetteError } from '../core/errors.js'

/** Refuses a folder that cannot be written before anything is run, so that no hour of work ends with nowhere to put it. */
export function requireWritable(directory: string): void {
  let nearest = resolve(directory)
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest)
  const problem = statSync(nearest).isDirectory() ? refusal(nearest) : `${nearest} is a file, not a folder`
  if (problem === null) return
  throw new RecetteError(
    'OUTPUT_NOT_WRITABLE',
    `The reports cannot be written into ${directory}: ${problem}.`,
    'Give a folder that can be written with --out; it is made if it is not there.',
    { kind: 'usage' },
  )
}

/**
 * Makes a folder there and takes it away again: rights alone do not tell (a read-only or a virtual file system), and in /proc Node's own
 * recursive mkdir would try for ever.
 */
function refusal(folder: string): string | null {
  try {
    rmdirSync(mkdtempSync(join(folder, '.recette-')))
    return null
  } catch (error) {
    return `nothing can be written in ${folder} (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`
  }
}
