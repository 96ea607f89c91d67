import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where set-up commands put what they get: one folder for each user; RECETTE_CACHE names another. */
export function cacheFolder(): string {
  const { RECETTE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (RECETTE_CACHE !== undefined && RECETTE_CACHE !== '') return RECETTE_CACHE
  return join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), '.cache'), 'recette')
}
