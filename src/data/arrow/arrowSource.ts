import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { RecordBatchReader, type Data, type RecordBatch, type Schema } from 'apache-arrow'
import type { Batch, Field } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import type { FileRef } from '../../core/spec.js'
import { assembleBatches } from '../assembleBatches.js'
import { firstLine, refuseDuplicateColumns, unreadable } from '../errors.js'
import type { TableSource } from '../tableSource.js'
import { arrowColumn, isList, listAsText, type ArrowColumn } from './arrowTypes.js'
import { bitAt } from './arrowValues.js'
import { fillArrow, type ArrowChunk } from './fillArrow.js'
import { listBounds } from './fillArrowTensors.js'

/** A file has a footer and is read by record batch; a stream is read from its beginning. */
export type ArrowLayout = 'arrow-file' | 'arrow-stream'

/** Opens an Arrow IPC file or stream. `asText`, `asList`: see `parquetSource`. It is read through once, so that its rows are known and a cut file is found out at once. */
export async function arrowSource(
  file: FileRef,
  layout: ArrowLayout,
  asText: ReadonlySet<string>,
  asList: ReadonlySet<string>,
): Promise<TableSource> {
  const { schema, rows, shapes } = await survey(file, layout)
  if (layout === 'arrow-stream') await requireEnd(file)
  refuseDuplicateColumns(
    file.shown,
    schema.fields.map(({ name }) => name),
  )
  const fields: Field[] = []
  const columns = new Map<string, PlacedColumn>()
  const ignored = new Map<string, string>()
  for (const [index, field] of schema.fields.entries()) {
    const column = (asList.has(field.name) ? listAsText(field) : null) ?? arrowColumn(field, asText.has(field.name))
    const shape = shapes.get(index)
    if (column === null) ignored.set(field.name, `of type ${field.type}`)
    else if (column.kind === 'tensor' && shape === undefined) ignored.set(field.name, 'without a single list in it')
    else {
      columns.set(field.name, { column, index, shape: shape ?? [] })
      fields.push({
        name: field.name,
        kind: column.kind,
        type: column.type,
        ...(column.kind === 'tensor' && shape !== undefined ? { shape } : {}),
      })
    }
  }
  return {
    fields,
    rows,
    detected: {},
    ignored,
    batches: (wanted, batchRows, signal) => readBatches(file, layout, columns, wanted, batchRows, signal),
  }
}

/** A stream that is cut between two record batches reads well and lacks rows: only its end mark, four zero bytes, tells. */
async function requireEnd(file: FileRef): Promise<void> {
  const handle = await open(file.path)
  try {
    const { size } = await handle.stat()
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, size - 4)
    if (buffer.readUInt32LE(0) !== 0)
      throw unreadable(file.shown, 'Arrow', new Error('the end-of-stream mark is missing'))
  } finally {
    await handle.close()
  }
}

interface PlacedColumn {
  readonly column: ArrowColumn
  readonly index: number
  /** Of the lists in the file; the card may declare another one of the same size. */
  readonly shape: readonly number[]
}

interface Survey {
  readonly schema: Schema
  readonly rows: number
  /** Shape of the first list of each column that holds lists, by the column's place. */
  readonly shapes: Map<number, readonly number[]>
}

async function survey(file: FileRef, layout: ArrowLayout): Promise<Survey> {
  let schema: Schema | null = null
  let rows = 0
  const shapes = new Map<number, readonly number[]>()
  for await (const { batch, reader } of readRecordBatches(file, layout)) {
    schema = reader.schema
    if (batch === null) continue
    rows += batch.numRows
    for (const [index, data] of batch.data.children.entries()) {
      if (!isList(data.type) || shapes.has(index)) continue
      const shape = shapeOfFirst(data)
      if (shape !== null) shapes.set(index, shape)
    }
  }
  if (schema === null) throw unreadable(file.shown, 'Arrow', new Error('it has no schema'))
  return { schema, rows, shapes }
}

function shapeOfFirst(data: Data): readonly number[] | null {
  let item = 0
  while (item < data.length && data.nullCount > 0 && bitAt(data.nullBitmap, data.offset + item) === 0) item++
  if (item >= data.length) return null
  const shape: number[] = []
  for (let list = data; isList(list.type); list = list.children[0]!) {
    const { start, end } = listBounds(list, item)
    shape.push(end - start)
    item = start
  }
  return shape.includes(0) ? null : shape
}

async function* readBatches(
  file: FileRef,
  layout: ArrowLayout,
  columns: ReadonlyMap<string, PlacedColumn>,
  fields: readonly Field[],
  batchRows: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, void, undefined> {
  const makeFill = (writer: Parameters<typeof fillArrow>[0], index: number) => {
    const { column, index: place, shape } = columns.get(fields[index]!.name)!
    return fillArrow(writer, column, place, shape, file.shown)
  }
  yield* assembleBatches(readChunks(file, layout), fields, makeFill, batchRows, signal)
}

async function* readChunks(file: FileRef, layout: ArrowLayout): AsyncGenerator<ArrowChunk, void, undefined> {
  for await (const { batch } of readRecordBatches(file, layout))
    if (batch !== null) yield { rows: batch.numRows, data: batch }
}

/** The record batches one by one; first a null one, when the schema is known. */
async function* readRecordBatches(
  file: FileRef,
  layout: ArrowLayout,
): AsyncGenerator<{ batch: RecordBatch | null; reader: { schema: Schema } }, void, undefined> {
  const handle = layout === 'arrow-file' ? await open(file.path) : null
  const stream = handle === null ? createReadStream(file.path, { highWaterMark: 1 << 20 }) : null
  try {
    const reader = await (handle === null ? RecordBatchReader.from(stream!) : RecordBatchReader.from(handle))
    await reader.open()
    yield { batch: null, reader }
    for await (const batch of reader) yield { batch, reader }
  } catch (error) {
    if (error instanceof RecetteError) throw error
    throw isCompressed(error) ? compressed(file, error) : unreadable(file.shown, 'Arrow', error)
  } finally {
    stream?.destroy()
    await handle?.close()
  }
}

function isCompressed(error: unknown): boolean {
  return /compress|codec/i.test(firstLine(error))
}

function compressed(file: FileRef, cause: unknown): RecetteError {
  return new RecetteError(
    'ARROW_COMPRESSED',
    `${file.shown} is Arrow with compressed buffers, which are not read here.`,
    'Write it without compression (pyarrow.feather.write_feather(..., compression="uncompressed")), or as Parquet.',
    { at: { file: file.shown }, cause },
  )
}
