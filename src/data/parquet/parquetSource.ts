import type { DuckDBConnection, DuckDBListVector, DuckDBVector } from '@duckdb/node-api'
import type { Batch, Field } from '../../core/batch.js'
import type { FileRef } from '../../core/spec.js'
import { assembleBatches } from '../assembleBatches.js'
import { refuseDuplicateColumns, unreadable } from '../errors.js'
import type { TableSource } from '../tableSource.js'
import { connect, literalPath, parquetTable, sqlName } from './database.js'
import { fillParquet, type ParquetChunk, type PlacedColumn } from './fillParquet.js'
import { listAsText, parquetColumn, type ParquetColumn } from './parquetTypes.js'

/** Opens a Parquet file: reads its footer, and one row of each list column for its shape. `asText` = columns declared as text, `asList` = those whose lists are read as JSON. */
export async function parquetSource(
  file: FileRef,
  asText: ReadonlySet<string>,
  asList: ReadonlySet<string>,
): Promise<TableSource> {
  const connection = await connect()
  try {
    return await describe(file, asText, asList, connection)
  } catch (error) {
    throw isDuckDbError(error) ? unreadable(file.shown, 'Parquet', error) : error
  } finally {
    connection.closeSync()
  }
}

async function describe(
  file: FileRef,
  asText: ReadonlySet<string>,
  asList: ReadonlySet<string>,
  connection: DuckDBConnection,
): Promise<TableSource> {
  const rows = await readRowCount(file, connection)
  const fields: Field[] = []
  const columns = new Map<string, PlacedColumn>()
  const ignored = new Map<string, string>()
  for (const { name, sqlName: inDatabase, sqlType } of await readSchema(file, connection)) {
    const column =
      (asList.has(name) ? listAsText(inDatabase, sqlType) : null) ??
      parquetColumn(inDatabase, sqlType, asText.has(name))
    if (column === null) {
      ignored.set(name, `of type ${sqlType.toLowerCase()}`)
      continue
    }
    const shape = column.kind === 'tensor' ? await readShape(file, column, connection) : undefined
    if (shape === null) {
      ignored.set(name, 'without a single list in it')
      continue
    }
    columns.set(name, { ...column, shape: shape ?? [] })
    fields.push({ name, kind: column.kind, type: column.type, ...(shape === undefined ? {} : { shape }) })
  }
  return {
    fields,
    rows,
    detected: {},
    ignored,
    batches: (wanted, batchRows, signal) => readBatches(file, columns, wanted, batchRows, signal),
  }
}

async function readRowCount(file: FileRef, connection: DuckDBConnection): Promise<number> {
  const metadata = `parquet_file_metadata(${literalPath(file.path)})`
  const result = await connection.runAndReadAll(`SELECT CAST(num_rows AS DOUBLE) FROM ${metadata}`)
  return Number(result.getRows()[0]![0])
}

/** Names as the file has them: DuckDB renames a column whose name differs from another one's in case only. */
async function readSchema(file: FileRef, connection: DuckDBConnection) {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${parquetTable(file.path)}`)
  const columns = described.getRows().map(([name, type]) => ({ sqlName: String(name), sqlType: String(type) }))
  const schema = await connection.runAndReadAll(
    `SELECT name, CAST(coalesce(num_children, 0) AS INTEGER) FROM parquet_schema(${literalPath(file.path)})`,
  )
  const names = topLevelNames(schema.getRows().map(([name, children]) => [String(name), Number(children)]))
  if (names.length !== columns.length) return columns.map((column) => ({ ...column, name: column.sqlName }))
  refuseDuplicateColumns(file.shown, names)
  return columns.map((column, index) => ({ ...column, name: names[index]! }))
}

/** The children of the root in a schema that is listed depth first, root first. */
function topLevelNames(nodes: readonly (readonly [name: string, children: number])[]): string[] {
  const names: string[] = []
  let at = 1
  while (at < nodes.length) {
    names.push(nodes[at]![0])
    let open = 1
    while (open > 0 && at < nodes.length) open += nodes[at++]![1] - 1
  }
  return names
}

/** The shape of the first list that is there; null if there is none. Every other row is held to it when it is read. */
async function readShape(
  file: FileRef,
  column: ParquetColumn,
  connection: DuckDBConnection,
): Promise<readonly number[] | null> {
  const first = `SELECT ${column.select} AS v FROM ${parquetTable(file.path)} WHERE v IS NOT NULL LIMIT 1`
  const chunk = await (await connection.stream(first)).fetchChunk()
  if (chunk === null || chunk.rowCount === 0) return null
  const shape: number[] = []
  for (let vector: DuckDBVector = chunk.getColumnVector(0), item = 0; isList(vector);) {
    shape.push(vector.getEntryLength(item))
    item = vector.getEntryOffset(item)
    vector = vector.childVector
  }
  return shape.length === 0 || shape.includes(0) ? null : shape
}

function isList(vector: DuckDBVector): vector is DuckDBListVector {
  return 'childVector' in vector && 'getEntryLength' in vector
}

async function* readBatches(
  file: FileRef,
  columns: ReadonlyMap<string, PlacedColumn>,
  fields: readonly Field[],
  batchRows: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, void, undefined> {
  const wanted = fields.map(({ name }) => columns.get(name)!)
  const list = wanted.map(({ select }, index) => `${select} AS ${sqlName(`c${index}`)}`).join(', ')
  const connection = await connect()
  try {
    const chunks = readChunks(connection, `SELECT ${list === '' ? '1' : list} FROM ${parquetTable(file.path)}`)
    const makeFill = (writer: Parameters<typeof fillParquet>[0], index: number) =>
      fillParquet(writer, wanted[index]!, index, file.shown)
    yield* assembleBatches(chunks, fields, makeFill, batchRows, signal)
  } catch (error) {
    throw isDuckDbError(error) ? unreadable(file.shown, 'Parquet', error) : error
  } finally {
    connection.closeSync()
  }
}

async function* readChunks(connection: DuckDBConnection, sql: string): AsyncGenerator<ParquetChunk, void, undefined> {
  const result = await connection.stream(sql)
  for await (const data of result) yield { rows: data.rowCount, data }
}

/** DuckDB throws plain Errors whose message starts with the kind of error. */
function isDuckDbError(error: unknown): boolean {
  return error instanceof Error && error.name === 'Error' && /^[A-Z][\w -]*(Error|Exception): /.test(error.message)
}
