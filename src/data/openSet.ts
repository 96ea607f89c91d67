import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Batch, Field } from '../core/batch.js'
import { sha256Path } from '../core/digest.js'
import { RecetteError, type Position } from '../core/errors.js'
import { stampFiles } from '../core/fileStamp.js'
import { didYouMean } from '../core/nearestName.js'
import type { SetRecord } from '../core/result.js'
import type { SetSpec } from '../core/spec.js'
import { rowsPerBatch } from './assembleBatches.js'
import type { Card } from './card.js'
import { describeByCard } from './describeByCard.js'
import { findFormat, type TableFormat } from './findFormat.js'
import { loadCard, type LoadedCard } from './loadCard.js'
import type { SetImages } from './images/withImages.js'
import type { TableSource } from './tableSource.js'

export { readTable } from './readTable.js'

/** A set on disk: what it holds is known, nothing of it is kept in memory. */
export interface StoredSet {
  readonly spec: SetSpec
  readonly fields: readonly Field[]
  readonly card: Card | null
  readonly identity: SetRecord['identity']
  /** The image files that it names, where they are part of what is replayed: see `withImages`. */
  readonly images?: SetImages
  /** Null when only reading everything would tell. */
  readonly rows: number | null
  /**
   * The rows in the order of the file, about `batchBytes` of columns at a time. Where one batch ends and the next begins depends on
   * the columns asked for and nothing else, so that a table gives the same batches in every format.
   */
  batches(options?: BatchOptions): AsyncIterable<Batch>
  /** Where a row (0-based) stands in the file, for messages: the line of a CSV file. Known for rows that have been read. */
  positionOf?(row: number): Position | undefined
}

export interface BatchOptions {
  /** In this order; all of the file's, in its order, when not given. */
  readonly columns?: readonly string[]
  readonly batchBytes?: number
  /** At most so many rows at a time, where each of them becomes something large. */
  readonly maxRows?: number
  readonly signal?: AbortSignal
}

const BATCH_BYTES = 4 << 20

/**
 * Opens a stored set: finds its format and its card, hashes it, and checks it against the card. A table that is not a set, such as
 * recorded predictions, has no card: one that lies in its folder is of other files. `lists` = columns in which a cell names several things:
 * read as text, lists of texts or numbers as JSON (`["a","b"]`).
 */
export async function openSet(
  spec: SetSpec,
  { withCard = true, lists = [] }: { withCard?: boolean; lists?: readonly string[] } = {},
): Promise<StoredSet> {
  const format = await findFormat(spec.file)
  // What is hashed must be what is read, in this pass and in every later one.
  const stamp = await stampFiles([spec.file.path])
  const card = withCard ? await loadCard(spec) : null
  const { source, sha256, bytes } = await openSource(spec, format, card, lists)
  const expected = expectations(spec, card)
  if (card !== null && expected.sha256 !== undefined && expected.sha256 !== sha256)
    throw changed(spec, card, expected.path('sha256'), `sha256 ${sha256}`, expected.sha256)
  if (card !== null && expected.rows !== undefined && source.rows !== null && source.rows !== expected.rows)
    throw changed(spec, card, expected.path('rows'), countOf(source.rows), String(expected.rows))
  const fields = describeByCard(spec.file, source.fields, card)
  const ignored = [...source.ignored].map(([name, why]) => `${name} (${why})`).join(', ')
  const { positionOf } = source
  return {
    spec,
    fields,
    card: card?.card ?? null,
    identity: {
      file: spec.file.shown,
      format: format === 'arrow-file' || format === 'arrow-stream' ? 'arrow' : format,
      sha256,
      bytes,
      detected: { ...source.detected, ...(ignored === '' ? {} : { ignored }) },
    },
    rows: source.rows,
    batches: ({ columns, batchBytes = BATCH_BYTES, maxRows = Infinity, signal } = {}) => {
      const wanted = columns === undefined ? fields : columns.map((name) => requireField(spec, fields, source, name))
      const batchRows = Math.min(rowsPerBatch(wanted, batchBytes), maxRows)
      const batches = whileUnchanged(spec, stamp, source.batches(wanted, batchRows, signal))
      return card === null || expected.rows === undefined || source.rows !== null
        ? batches
        : countRows(batches, expected.rows, (rows) =>
            changed(spec, card, expected.path('rows'), countOf(rows), String(expected.rows)),
          )
    },
    ...(positionOf === undefined ? {} : { positionOf: (row: number) => positionOf.call(source, row) }),
  }
}

async function openSource(
  { file }: SetSpec,
  format: TableFormat,
  loaded: LoadedCard | null,
  lists: readonly string[],
): Promise<{ source: TableSource; sha256: string; bytes: number }> {
  const declaredTypes = new Map<string, Field['type']>()
  for (const { name, type } of loaded?.card.columns ?? []) if (type !== undefined) declaredTypes.set(name, type)
  if (format === 'csv') {
    const [{ scanBytes }, { csvSource }] = await Promise.all([
      import('./csv/scanBytes.js'),
      import('./csv/csvSource.js'),
    ])
    const scan = await scanBytes(file.path)
    const csv = Object.fromEntries(Object.entries(loaded?.card.csv ?? {}).filter(([, value]) => value !== undefined))
    for (const name of lists) declaredTypes.set(name, 'utf8')
    return { source: await csvSource(file, scan, csv, declaredTypes), sha256: scan.sha256, bytes: scan.bytes }
  }
  const asText = new Set([...declaredTypes].filter(([, type]) => type === 'utf8').map(([name]) => name))
  if (format === 'ndjson') return (await import('./ndjson/ndjsonSource.js')).ndjsonSource(file, asText, new Set(lists))
  const [sha256, { size: bytes }, source] = await Promise.all([
    sha256Path(file.path),
    stat(file.path),
    format === 'parquet'
      ? import('./parquet/parquetSource.js').then(({ parquetSource }) => parquetSource(file, asText, new Set(lists)))
      : import('./arrow/arrowSource.js').then(({ arrowSource }) => arrowSource(file, format, asText, new Set(lists))),
  ])
  if (source.rows === 0)
    throw new RecetteError(
      'SET_NO_ROWS',
      `${file.shown} holds columns and not a single case.`,
      'Export the set again with its rows: nothing can be compared on it.',
      { at: { file: file.shown } },
    )
  return { source, sha256, bytes }
}

/** What the card says of this very file: under its name in `files`, else at the top. */
function expectations(spec: SetSpec, loaded: LoadedCard | null) {
  const name = basename(spec.file.path)
  const own = loaded?.card.files?.[name]
  return {
    rows: own?.rows ?? (loaded?.card.files === undefined ? loaded?.card.rows : undefined),
    sha256: own?.sha256 ?? (loaded?.card.files === undefined ? loaded?.card.sha256 : undefined),
    path: (key: string): string[] => (own === undefined ? [key] : ['files', name, key]),
  }
}

function changed(
  spec: SetSpec,
  loaded: LoadedCard,
  path: readonly string[],
  found: string,
  expected: string,
): RecetteError {
  return new RecetteError(
    'SET_CHANGED',
    `${spec.file.shown} has ${found}, but ${loaded.file.shown} declares ${expected}: the set is not the one that the card describes.`,
    'Restore the file that was agreed; if the change is meant, say so to those who agreed on the set and update the card.',
    { at: loaded.at(path) },
  )
}

/** Looked at before every batch is handed on too: a run over a file that is being written to need not go on to its end. */
async function* whileUnchanged(
  { file }: SetSpec,
  stamp: string,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch, void, undefined> {
  const check = async (): Promise<void> => {
    if ((await stampFiles([file.path])) === stamp) return
    throw new RecetteError(
      'SET_CHANGED',
      `${file.shown} was changed while it was being read: it is no longer the file whose digest was taken.`,
      'Wait until the export or copy is finished, and run again.',
      { at: { file: file.shown } },
    )
  }
  for await (const batch of batches) {
    await check()
    yield batch
  }
  await check()
}

function countOf(rows: number): string {
  return `${rows} row${rows === 1 ? '' : 's'}`
}

async function* countRows(
  batches: AsyncIterable<Batch>,
  expected: number,
  mismatch: (rows: number) => RecetteError,
): AsyncGenerator<Batch, void, undefined> {
  let rows = 0
  for await (const batch of batches) {
    rows += batch.rows
    yield batch
  }
  if (rows !== expected) throw mismatch(rows)
}

function requireField(spec: SetSpec, fields: readonly Field[], source: TableSource, name: string): Field {
  const field = fields.find((candidate) => candidate.name === name)
  if (field !== undefined) return field
  const at = { file: spec.file.shown }
  const why = source.ignored.get(name)
  if (why !== undefined)
    throw new RecetteError(
      'COLUMN_UNSUPPORTED',
      `${spec.file.shown}: column "${name}" is ${why}: a case cannot be read from it.`,
      'Store it as numbers, text, dates, booleans or lists of numbers.',
      { at },
    )
  const names = fields.map((candidate) => candidate.name)
  throw new RecetteError(
    'COLUMN_UNKNOWN',
    `${spec.file.shown} has no column "${name}".${didYouMean(name, names)}`,
    `Its columns are: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
    { at },
  )
}
