import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../setup/cacheFolder.js'
import type { Feature } from './features.js'

/** The Python package of the host: as deep below the package's root from `src` (tests) as from `dist`. */
export const PYTHON_HOST = fileURLToPath(new URL('../../../harness/python/', import.meta.url))

/** What `recette setup python` leaves in the environment when it is done. */
export interface Stamp {
  /** By feature, the digest of the requirements that were installed. */
  readonly features: Readonly<Record<string, string>>
}

/** The environment that `recette setup python` makes: one for each user, in the cache folder (RECETTE_CACHE names another). */
export function environmentFolder(): string {
  return join(cacheFolder(), 'python')
}

export function interpreterIn(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
}

/** Null when there is none, or only half of one. */
export async function readStamp(folder: string): Promise<Stamp | null> {
  try {
    return JSON.parse(await readFile(stampOf(folder), 'utf8')) as Stamp
  } catch {
    return null
  }
}

export function stampOf(folder: string): string {
  return join(folder, 'recette.json')
}

export function requirementsOf(feature: Feature | 'base'): string {
  return join(PYTHON_HOST, `requirements-${feature}.txt`)
}

/** Changes when a pinned version does. */
export async function digestOf(feature: Feature): Promise<string> {
  const hash = createHash('sha256')
  for (const name of ['base', feature] as const) hash.update(await readFile(requirementsOf(name)))
  return hash.digest('hex')
}

/** The features of `wanted` that the environment does not have at today's pins. */
export async function missingIn(folder: string, wanted: readonly Feature[]): Promise<readonly Feature[]> {
  const stamp = await readStamp(folder)
  const missing: Feature[] = []
  for (const feature of wanted) if (stamp?.features[feature] !== (await digestOf(feature))) missing.push(feature)
  return missing
}
