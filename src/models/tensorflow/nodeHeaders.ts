import { readFile, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The folder above `include/node` of the very Node that is running, where that was installed with its headers; null = they must be downloaded. */
export async function nodeHeaders(): Promise<string | null> {
  try {
    const prefix = dirname(dirname(await realpath(process.execPath)))
    const header = await readFile(join(prefix, 'include', 'node', 'node_version.h'), 'utf8')
    const part = (name: string): string | undefined =>
      new RegExp(`^#define NODE_${name}_VERSION (\\d+)`, 'm').exec(header)?.[1]
    return [part('MAJOR'), part('MINOR'), part('PATCH')].join('.') === process.versions.node ? prefix : null
  } catch {
    return null
  }
}
