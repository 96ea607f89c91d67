import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RecetteError } from './errors.js'

/** Lower-case hex SHA-256 of a string (as UTF-8) or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * SHA-256 of a file's bytes, or of a folder: the digest of its sorted lines `<sha256>  <path/with/slashes>\n`,
 * the listing that `sha256sum` prints, so that anybody can check a folder's digest with standard tools.
 * Symbolic links are followed for what is given by name and refused inside a folder, where they could point anywhere.
 */
export async function sha256Path(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? sha256Listing(path, await listFiles(path)) : sha256File(path)
}

/** The digest of the listing of some files of a folder, which are named with slashes. */
export async function sha256Listing(folder: string, files: readonly string[]): Promise<string> {
  const digests: NamedDigest[] = []
  for (const name of files) digests.push({ name, sha256: await sha256File(join(folder, name)) })
  return sha256Lines(digests)
}

export interface NamedDigest {
  readonly name: string
  readonly sha256: string
}

/** The same, of digests that are known already. */
export function sha256Lines(digests: readonly NamedDigest[]): string {
  const sorted = [...digests].sort((a, b) => byBytes(a.name, b.name))
  return sha256(sorted.map((one) => line(one.sha256, one.name)).join(''))
}

async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** Paths, relative and with slashes, of the files under a folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const file = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (!entry.isFile())
      throw new RecetteError(
        'FOLDER_NOT_PLAIN',
        `${basename(folder)}/${file} is neither a file nor a folder, but a link or a device: it could stand for any content.`,
        'Put a copy of the file itself in its place.',
      )
    found.push(file)
  }
  return found
}

/** As sha256sum writes it: a name that would break the line is escaped and the line marked, else one name could pass for two files. */
function line(digest: string, file: string): string {
  const escaped = file.replace(/[\\\n\r]/g, (character) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r' })[character]!)
  return `${escaped === file ? '' : '\\'}${digest}  ${escaped}\n`
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
