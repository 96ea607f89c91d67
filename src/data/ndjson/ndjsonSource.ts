import { createHash } from 'node:crypto'
import type { Batch, Field } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import type { FileRef } from '../../core/spec.js'
import { assembleBatches } from '../assembleBatches.js'
import type { TableSource } from '../tableSource.js'
import { ColumnFinder, type NdjsonColumn } from './columns.js'
import { fillNdjson, type NdjsonBlock } from './fillNdjson.js'
import { parseLine, type JsonObject } from './parseLine.js'
import { readLines } from './readLines.js'

/**
 * Opens a file of one JSON object a line (NDJSON, JSON Lines). It is read once whole: a key may come in the last line only, and the kind of
 * a column is that of all of its values. The digest of the file is taken in the same pass.
 */
export async function ndjsonSource(
  file: FileRef,
  asText: ReadonlySet<string>,
  asList: ReadonlySet<string>,
): Promise<{ source: TableSource; sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  const finder = new ColumnFinder(file.shown)
  /** Lines that hold nothing, by which the numbers of rows and lines differ. */
  const blank: number[] = []
  let rows = 0
  let bytes = 0
  const seen = (block: Buffer): void => {
    hash.update(block)
    bytes += block.length
  }
  for await (const { first, texts } of readLines(file, seen)) {
    for (const [index, text] of texts.entries()) {
      const object = parseLine(text, first + index, file.shown)
      if (object === null) blank.push(first + index)
      else {
        finder.add(object, first + index)
        rows++
      }
    }
  }
  if (rows === 0) throw noRows(file)
  const { columns, ignored } = finder.columns(asText, asList)
  const byName = new Map(columns.map((column) => [column.field.name, column]))
  const source: TableSource = {
    fields: columns.map(({ field }) => field),
    rows,
    detected: {},
    ignored,
    batches: (fields, batchRows, signal) => readBatches(file, byName, fields, batchRows, signal),
    positionOf: (row) => (row < rows ? { file: file.shown, line: lineOf(row, blank) } : undefined),
  }
  return { source, sha256: hash.digest('hex'), bytes }
}

async function* readBatches(
  file: FileRef,
  columns: ReadonlyMap<string, NdjsonColumn>,
  fields: readonly Field[],
  batchRows: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, void, undefined> {
  const makeFill = (writer: Parameters<typeof fillNdjson>[0], index: number) =>
    fillNdjson(writer, columns.get(fields[index]!.name)!)
  yield* assembleBatches(readBlocks(file), fields, makeFill, batchRows, signal)
}

async function* readBlocks(file: FileRef): AsyncGenerator<NdjsonBlock, void, undefined> {
  for await (const { first, texts } of readLines(file)) {
    const objects: JsonObject[] = []
    for (const [index, text] of texts.entries()) {
      const object = parseLine(text, first + index, file.shown)
      if (object !== null) objects.push(object)
    }
    yield { rows: objects.length, objects }
  }
}

/** The line of a row, where blank lines are passed over. */
function lineOf(row: number, blank: readonly number[]): number {
  let line = row + 1
  for (const skipped of blank) {
    if (skipped > line) break
    line++
  }
  return line
}

function noRows(file: FileRef): RecetteError {
  return new RecetteError(
    'SET_NO_ROWS',
    `${file.shown} holds not a single object: expected one on each line.`,
    'Export the file again: nothing can be compared on it.',
    { at: { file: file.shown, line: 1 } },
  )
}
