import { isAbsolute } from 'node:path'

/** Whether a name, read from an artifact, stays in the artifact's folder. */
export function isInside(name: string): boolean {
  return !isAbsolute(name) && !name.split(/[/\\]/).includes('..')
}
