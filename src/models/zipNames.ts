import { open } from 'node:fs/promises'

const DIRECTORY_BYTES = 1 << 20

/** The end of a zip file, where the names of its entries stand. */
export async function zipNames(path: string): Promise<string> {
  await using file = await open(path)
  const { size } = await file.stat()
  const length = Math.min(size, DIRECTORY_BYTES)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  return buffer.toString('latin1')
}
