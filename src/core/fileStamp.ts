import { stat } from 'node:fs/promises'

/**
 * What tells that files are still those that were looked at before: device, inode, size and time of the last change of each. Two equal
 * stamps around a piece of work mean that nobody wrote to the files or replaced them meanwhile, as far as the file system's clock can tell.
 */
export async function stampFiles(paths: readonly string[]): Promise<string> {
  const stamps = paths.map(async (path) => {
    const found = await stat(path, { bigint: true }).catch(() => null)
    return found === null ? 'none' : [found.dev, found.ino, found.size, found.mtimeNs].join(':')
  })
  return (await Promise.all(stamps)).join('\n')
}
