import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
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

function refusal(folder: string): string | null {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return null
  } catch {
    return `there is no right to write in ${folder}`
  }
}
