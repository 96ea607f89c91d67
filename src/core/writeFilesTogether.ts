import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes several files that belong together: all of them under temporary names first, then renamed into place one right after the other.
 * A full disk or a folder in the way is found before any file of an earlier set is touched, and as nothing in here waits, no signal
 * comes in between two of them.
 */
export function writeFilesTogether(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  mkdirSync(folder, { recursive: true })
  const mark = `.${randomBytes(6).toString('hex')}.tmp`
  const names = Object.keys(files)
  try {
    for (const name of names) {
      if (isFolder(join(folder, name))) throw new Error(`${join(folder, name)} is a folder, where a file should go`)
      writeFileSync(join(folder, name + mark), files[name]!)
    }
    for (const name of names) renameSync(join(folder, name + mark), join(folder, name))
  } finally {
    for (const name of names) rmSync(join(folder, name + mark), { force: true })
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
