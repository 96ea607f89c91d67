import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { sha256, sha256Lines } from '../../core/digest.js'
import { RecetteError } from '../../core/errors.js'
import type { StoredSet } from '../openSet.js'
import { findImage } from './findImage.js'

/** Image files that belong to a set. */
export interface SetImages {
  /** The bytes of a file, by its name in the table; they are those whose digest was taken. */
  read(name: string): Promise<Uint8Array>
}

/**
 * A set with the image files that `columns` name: each is found, held to the set's own folder, and hashed, as it is part of what is
 * replayed. A file that is missing or lies elsewhere is told with its row.
 */
export async function withImages(set: StoredSet, columns: readonly string[], signal: AbortSignal): Promise<StoredSet> {
  if (columns.length === 0) return set
  const folder = dirname(set.spec.file.path)
  const rows = await namesIn(set, columns, signal)
  const files = new Map<string, { readonly path: string; readonly sha256: string }>()
  let bytes = 0
  await eachInTurn([...rows], availableParallelism(), async ([name, row]) => {
    signal.throwIfAborted()
    const path = await findImage(folder, name, { set: set.spec.file.shown, row, at: set.positionOf?.(row) })
    const content = await readFile(path)
    bytes += content.length
    files.set(name, { path, sha256: sha256(content) })
  })
  const digests = [...files].map(([name, file]) => ({ name, sha256: file.sha256 }))
  return {
    ...set,
    identity: { ...set.identity, images: { files: files.size, bytes, sha256: sha256Lines(digests) } },
    images: {
      async read(name) {
        const file = files.get(name)
        if (file === undefined) throw new Error(`bug: the image ${name} was not looked for`)
        const content = await readFile(file.path).catch(() => null)
        if (content !== null && sha256(content) === file.sha256) return content
        throw new RecetteError(
          'SET_CHANGED',
          `The image ${name} of ${set.spec.file.shown} was changed or removed while the set was being replayed: it is no longer the file whose digest was taken.`,
          'Wait until the export or copy is finished, and run again.',
          { at: { file: set.spec.file.shown } },
        )
      },
    },
  }
}

/** Every name once, with the first row in which it stands. An empty cell is for the replay to complain of. */
async function namesIn(set: StoredSet, columns: readonly string[], signal: AbortSignal): Promise<Map<string, number>> {
  const rows = new Map<string, number>()
  for await (const batch of set.batches({ columns, signal }))
    for (const column of batch.columns) {
      if (column.kind !== 'text') continue
      for (let row = 0; row < batch.rows; row++) {
        const name = column.dictionary[column.codes[row]!]
        if (name !== undefined && !rows.has(name)) rows.set(name, batch.start + row)
      }
    }
  return rows
}

/** Some at a time; the first failure in the order of the items is thrown. */
async function eachInTurn<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0
  const failures: { readonly index: number; readonly error: unknown }[] = []
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next++
      await work(items[index]!).catch((error: unknown) => failures.push({ index, error }))
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  const [first] = failures.sort((a, b) => a.index - b.index)
  if (first !== undefined) throw first.error
}
