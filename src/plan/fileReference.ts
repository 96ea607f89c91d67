import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, resolve } from 'node:path'
import { nearestName } from '../core/nearestName.js'
import type { FileRef } from '../core/spec.js'
import { namePlace, type PlanPath, type ProblemList } from './problemList.js'

/** A file that the plan names, to be looked for once the whole plan has been read. */
export interface NamedFile {
  readonly path: PlanPath
  readonly file: FileRef
  /** A model may be a folder. */
  readonly mayBeFolder: boolean
}

/** Resolves a path written in the plan against the plan's folder. A path from the root is shown by its last name only. */
export function fileReference(written: string, folder: string): FileRef {
  const shown = isAbsolute(written) ? basename(written) : written
  return { path: resolve(folder, written), shown: shown.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '') }
}

/** Says of every file that is not there, and names the nearest one that is. */
export async function checkFiles(files: readonly NamedFile[], problems: ProblemList): Promise<void> {
  for (const { path, file, mayBeFolder } of files) {
    const found = await kindOf(file.path)
    if (found === 'file' || (found === 'folder' && mayBeFolder)) continue
    if (found === 'folder') {
      problems.add(
        path,
        'PLAN_NOT_A_FILE',
        `${namePlace(path)}: "${file.shown}" is a folder, but a file is expected.`,
        'Name the file inside it.',
      )
      continue
    }
    problems.add(
      path,
      'PLAN_NO_SUCH_FILE',
      `${namePlace(path)}: there is no file "${file.shown}".${await suggestFile(file)}`,
      file.shown === file.path || !file.shown.includes('/')
        ? 'Paths are relative to the plan; check the name.'
        : 'Paths are relative to the plan, with forward slashes; check the name and the folder.',
    )
  }
}

export async function kindOf(path: string): Promise<'file' | 'folder' | 'none'> {
  try {
    const found = await stat(path)
    return found.isDirectory() ? 'folder' : 'file'
  } catch {
    return 'none'
  }
}

/** The nearest name in the deepest folder of the path that exists, written as the plan would write it. */
export async function suggestFile(file: FileRef): Promise<string> {
  const tail: string[] = []
  let missing = file.path
  while (dirname(missing) !== missing && (await kindOf(dirname(missing))) === 'none') {
    tail.unshift(basename(missing))
    missing = dirname(missing)
  }
  const names = await readdir(dirname(missing)).catch(() => [])
  const nearest = nearestName(basename(missing), names.sort())
  if (nearest === undefined) return ''
  const parts = file.shown.split('/')
  const shownTail = [nearest, ...tail]
  const head = parts.slice(0, Math.max(0, parts.length - shownTail.length))
  return ` Did you mean "${[...head, ...shownTail].join('/')}"?`
}
