import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Lower-case hex SHA-256 of a string (as UTF-8) or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * SHA-256 of a file's bytes, or of a folder: the digest of its sorted lines `<sha256>  <path/with/slashes>\n`,
 * the listing that `sha256sum` prints, so that anybody can check a folder's digest with standard tools.
 * Symbolic links are followed for a file given by name and refused inside a folder, where they could point anywhere.
 */
export async function sha256Path(path: string): Promise<string> {
  const files = await listFiles(path)
  if (files === null) return sha256File(path)
  let listing = ''
  for (const file of files) listing += `${await sha256File(join(path, ...file.split('/')))}  ${file}\n`
  return sha256(listing)
}

async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** Sorted relative paths of the files under a folder, or null if `path` is not a folder. */
async function listFiles(path: string): Promise<string[] | null> {
  if (!(await lstat(path)).isDirectory()) return null
  const found: string[] = []
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const full = join(entry.parentPath, entry.name)
    if (!entry.isFile()) throw new Error(`${full} is neither a file nor a folder: it cannot be part of an artifact`)
    found.push(full.slice(path.length).replaceAll('\\', '/').replace(/^\/+/, ''))
  }
  return found.sort()
}
