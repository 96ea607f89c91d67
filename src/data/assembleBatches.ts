import type { Batch, Field } from '../core/batch.js'
import { size } from '../core/batch.js'
import { columnWriter, isWide, type ColumnWriter } from './columnWriters.js'

/** Some rows as a format hands them over: a chunk of Parquet, a record batch of Arrow, a block of CSV lines. */
export interface Chunk {
  readonly rows: number
}

/** Copies rows `from` to `from + count` of a chunk's column to the writer, from row `at` of the batch on. `row` = row in the set. */
export type Fill<C extends Chunk> = (chunk: C, from: number, count: number, at: number, row: number) => void

/**
 * Cuts chunks of any length into batches of `batchRows` rows (fewer in the last), so that one table gives the same batches in
 * every format: where the cuts fall depends on the columns alone.
 */
export async function* assembleBatches<C extends Chunk>(
  chunks: AsyncIterable<C> | Iterable<C>,
  fields: readonly Field[],
  makeFill: (writer: ColumnWriter, index: number) => Fill<C>,
  batchRows: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, void, undefined> {
  const writers = fields.map((field) => columnWriter(field, batchRows))
  const fills = writers.map(makeFill)
  let start = 0
  let at = 0
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    for (let from = 0; from < chunk.rows;) {
      const count = Math.min(chunk.rows - from, batchRows - at)
      for (const fill of fills) fill(chunk, from, count, at, start + at)
      from += count
      at += count
      if (at < batchRows) continue
      yield { rows: at, start, columns: writers.map((writer) => writer.finish(at)) }
      signal?.throwIfAborted()
      start += at
      at = 0
    }
  }
  if (at > 0) yield { rows: at, start, columns: writers.map((writer) => writer.finish(at)) }
}

/** A photograph of a usual size; how large they are is known only when they are read. */
const BYTES_OF_A_FILE = 100_000

const SMALLEST_BATCH = 256
const LARGEST_BATCH = 65_536

/** Rows of these columns that fill about `batchBytes`; bounded, so that neither wide nor narrow tables get silly batches. */
export function rowsPerBatch(fields: readonly Field[], batchBytes: number): number {
  const rowBytes = fields.reduce((bytes, field) => bytes + cellBytes(field), 0)
  const rows = Math.floor(batchBytes / Math.max(rowBytes, 1))
  const smallest = fields.some(({ kind }) => kind === 'bytes') ? 1 : SMALLEST_BATCH
  return Math.min(Math.max(rows, smallest), LARGEST_BATCH)
}

function cellBytes(field: Field): number {
  switch (field.kind) {
    case 'number':
      return 8
    case 'text':
      return 4
    case 'bool':
      return 1
    case 'tensor':
      return size(field.shape ?? []) * (isWide(field) ? 8 : 4)
    case 'bytes':
      return BYTES_OF_A_FILE
  }
}
