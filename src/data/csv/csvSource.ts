import type { Batch, Field } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import type { CsvDialect, FileRef } from '../../core/spec.js'
import { assembleBatches } from '../assembleBatches.js'
import { refuseDuplicateColumns } from '../errors.js'
import type { TableSource } from '../tableSource.js'
import { decodeText, findEncoding, type Encoding } from './decodeText.js'
import { detectDialect, readHeader, type LineDialect } from './dialect.js'
import { fillCsv, type CsvColumn } from './fillCsv.js'
import { inferFields } from './inferFields.js'
import { LineIndex } from './lineIndex.js'
import type { CsvBlock } from './csvBlock.js'
import { readRecords, type CsvLayout } from './readRecords.js'
import type { ByteScan } from './scanBytes.js'

/** Opens a CSV file: finds out how it is written and infers the types of its columns from its first rows. */
export async function csvSource(
  file: FileRef,
  scan: ByteScan,
  declared: CsvDialect,
  declaredTypes: ReadonlyMap<string, Field['type']>,
): Promise<TableSource> {
  const encoding = await findEncoding(file, scan, declared.encoding)
  const sample = await readSample(file, encoding)
  if (sample.trim() === '') throw emptyFile(file)
  const dialect = detectDialect(sample, declared)
  const { names, unnamed } = columnNames(file, readHeader(sample, dialect))
  const layout: CsvLayout = { file, encoding, dialect, names }
  const inferred = await inferFields(layout, declared, declaredTypes)
  const lineIndex = new LineIndex()
  const byName = new Map(inferred.columns.map((column) => [column.name, column]))
  return {
    fields: inferred.fields,
    rows: knownRows(scan, dialect),
    detected: { ...describeLayout(layout), ...inferred.detected, ...(unnamed === '' ? {} : { unnamed }) },
    ignored: new Map(),
    batches: (fields, batchRows, signal) =>
      readBatches(layout, inferred.decimal, byName, lineIndex, fields, batchRows, signal),
    positionOf(row) {
      const line = lineIndex.lineOf(row)
      return line === undefined ? undefined : { file: file.shown, line }
    },
  }
}

async function* readBatches(
  layout: CsvLayout,
  decimal: string,
  columns: ReadonlyMap<string, CsvColumn>,
  lineIndex: LineIndex,
  fields: readonly Field[],
  batchRows: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, void, undefined> {
  const makeFill = (writer: Parameters<typeof fillCsv>[0], index: number) =>
    fillCsv(writer, columns.get(fields[index]!.name)!, decimal, layout.file.shown)
  yield* assembleBatches(indexLines(readRecords(layout), lineIndex), fields, makeFill, batchRows, signal)
}

async function* indexLines(
  blocks: AsyncIterable<CsvBlock>,
  lineIndex: LineIndex,
): AsyncGenerator<CsvBlock, void, undefined> {
  let start = 0
  for await (const block of blocks) {
    lineIndex.add(block, start)
    start += block.rows
    yield block
  }
}

/** A line is a record where no quote can hold a line end. */
function knownRows(scan: ByteScan, dialect: LineDialect): number | null {
  if (scan.bom?.startsWith('utf-16') || scan.hasNul || dialect.newline === '\r') return null
  const mayRunOn = dialect.quote === '"' ? scan.has.doubleQuote : dialect.quote !== "'" || scan.has.apostrophe
  return mayRunOn ? null : scan.filledLines - 1
}

/** Enough text to see the dialect by; more where the line of column names alone is longer. */
const SAMPLE_CHARACTERS = 1 << 17
const LONGEST_SAMPLE = 1 << 24

async function readSample(file: FileRef, encoding: Encoding): Promise<string> {
  let sample = ''
  for await (const piece of decodeText(file, encoding)) {
    sample += piece
    if (sample.length >= LONGEST_SAMPLE) break
    if (sample.length >= SAMPLE_CHARACTERS && /[\r\n]/.test(sample.trimStart())) break
  }
  return sample
}

function columnNames(file: FileRef, header: readonly string[]): { names: readonly string[]; unnamed: string } {
  const unnamed: number[] = []
  const names = header.map((written, index) => {
    const name = written.trim()
    if (name !== '') return name
    unnamed.push(index + 1)
    return `column${index + 1}`
  })
  refuseDuplicateColumns(file.shown, names, { file: file.shown, line: 1 })
  return { names, unnamed: unnamed.map((number) => `number ${number} is called column${number}`).join(', ') }
}

const SHOWN: Readonly<Record<string, string>> = { '\t': 'tab', '\r': 'CR', '\n': 'LF' }

function describeLayout({ encoding, dialect }: CsvLayout): Record<string, string> {
  return {
    encoding: encoding.skip === 3 ? `${encoding.name} with a byte order mark` : encoding.name,
    delimiter: SHOWN[dialect.delimiter] ?? dialect.delimiter,
    quote: dialect.quote,
  }
}

function emptyFile(file: FileRef): RecetteError {
  return new RecetteError(
    'SET_EMPTY',
    `${file.shown} holds no text: expected a line of column names and at least one case.`,
    'Export the set again, or name another file.',
    { at: { file: file.shown } },
  )
}
