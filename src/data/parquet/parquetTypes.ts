import type { Field } from '../../core/batch.js'
import type { DType } from '../../core/dtype.js'
import { sqlName } from './database.js'

/** How one column of a Parquet file becomes a column of batches. */
export interface ParquetColumn {
  readonly kind: Field['kind']
  readonly type: Field['type']
  /** What DuckDB is asked for: only doubles, text and lists of floats ever cross over. */
  readonly select: string
  readonly read:
    | 'number'
    | 'integer'
    | 'bool'
    | 'text'
    | 'date'
    | 'local-time'
    | 'instant'
    | 'tensor'
    | 'tensor-of-integers'
    | 'bytes'
}

const NUMBERS: Readonly<Record<string, DType>> = {
  TINYINT: 'int8',
  SMALLINT: 'int16',
  INTEGER: 'int32',
  BIGINT: 'int64',
  HUGEINT: 'int64',
  UTINYINT: 'uint8',
  USMALLINT: 'uint16',
  UINTEGER: 'uint32',
  UBIGINT: 'uint64',
  UHUGEINT: 'uint64',
  FLOAT: 'float32',
  DOUBLE: 'float64',
}
/** Those that a double cannot hold whole. */
const WIDE = new Set(['BIGINT', 'HUGEINT', 'UBIGINT', 'UHUGEINT'])
const AS_TEXT = /^(VARCHAR|UUID|TIME( WITH TIME ZONE|_NS)?|ENUM\(.*\))$/

/** The column that DuckDB calls `name` and types `sqlType`; null if no batch can hold it. `asText`: numbers as written. */
export function parquetColumn(name: string, sqlType: string, asText: boolean): ParquetColumn | null {
  const column = sqlName(name)
  const text = (): ParquetColumn => ({
    kind: 'text',
    type: 'utf8',
    read: 'text',
    select: `CAST(${column} AS VARCHAR)`,
  })
  if (asText && (sqlType in NUMBERS || sqlType.startsWith('DECIMAL'))) return text()
  const number = NUMBERS[sqlType]
  if (number !== undefined)
    return {
      kind: 'number',
      type: number,
      read: WIDE.has(sqlType) ? 'integer' : 'number',
      select: `CAST(${column} AS DOUBLE)`,
    }
  if (sqlType.startsWith('DECIMAL'))
    return { kind: 'number', type: 'float64', read: 'number', select: decimalAsDouble(column, sqlType) }
  if (sqlType === 'BOOLEAN') return { kind: 'bool', type: 'bool', read: 'bool', select: `CAST(${column} AS DOUBLE)` }
  if (AS_TEXT.test(sqlType)) return text()
  if (sqlType === 'DATE')
    return { kind: 'text', type: 'date32', read: 'date', select: `CAST(${column} - DATE '1970-01-01' AS DOUBLE)` }
  if (sqlType === 'TIMESTAMP WITH TIME ZONE')
    return { kind: 'text', type: 'timestamp', read: 'instant', select: `CAST(epoch_us(${column}) AS DOUBLE)` }
  if (sqlType === 'TIMESTAMP_NS')
    return {
      kind: 'text',
      type: 'timestamp',
      read: 'local-time',
      // The database's own cast cuts towards 1970; cutting decimals off the text, as the other formats do, goes to the earlier one.
      select: `CAST((epoch_ns(${column}) - (epoch_ns(${column}) % 1000 + 1000) % 1000) // 1000 AS DOUBLE)`,
    }
  if (sqlType.startsWith('TIMESTAMP'))
    return {
      kind: 'text',
      type: 'timestamp',
      read: 'local-time',
      select: `CAST(epoch_us(CAST(${column} AS TIMESTAMP)) AS DOUBLE)`,
    }
  if (sqlType === 'BLOB') return { kind: 'bytes', type: 'binary', read: 'bytes', select: column }
  // An image column of a Hugging Face data set: { bytes, path }.
  if (/^STRUCT\(.*\bbytes\b"? BLOB\b/.test(sqlType))
    return { kind: 'bytes', type: 'binary', read: 'bytes', select: `struct_extract(${column}, 'bytes')` }
  return tensor(column, sqlType)
}

/** A list of texts or numbers as JSON; null if the column is none. */
export function listAsText(name: string, sqlType: string): ParquetColumn | null {
  const element = /^([^[\]]+)\[\d*\]$/.exec(sqlType)?.[1]
  if (element === undefined || !(AS_TEXT.test(element) || element === 'BOOLEAN' || element in NUMBERS)) return null
  const texts = `to_json(CAST(${sqlName(name)} AS VARCHAR[]))`
  return { kind: 'text', type: 'utf8', read: 'text', select: `CAST(${texts} AS VARCHAR)` }
}

/** Decimals of more digits than a double holds are rounded twice by the database's own cast, and once by way of their text. */
function decimalAsDouble(column: string, sqlType: string): string {
  const precision = Number(/\d+/.exec(sqlType)?.[0])
  return precision <= 15 ? `CAST(${column} AS DOUBLE)` : `CAST(CAST(${column} AS VARCHAR) AS DOUBLE)`
}

/** `FLOAT[]`, `DOUBLE[][]`, `UTINYINT[784]`...: lists of numbers, as float32 unless they need float64; of truth values; of texts. */
function tensor(column: string, sqlType: string): ParquetColumn | null {
  const match = /^([A-Z]+)((?:\[\d*\])+)$/.exec(sqlType)
  if (match === null) return null
  const brackets = '[]'.repeat(match[2]!.split('[').length - 1)
  if (match[1] === 'VARCHAR')
    return { kind: 'tensor', type: 'utf8', read: 'tensor', select: `CAST(${column} AS VARCHAR${brackets})` }
  if (match[1] === 'BOOLEAN')
    return { kind: 'tensor', type: 'bool', read: 'tensor', select: `CAST(${column} AS FLOAT${brackets})` }
  const element = NUMBERS[match[1]!]
  if (element === undefined) return null
  const exact = ['float32', 'float16', 'int8', 'uint8', 'int16', 'uint16'].includes(element)
  return {
    kind: 'tensor',
    type: exact ? 'float32' : 'float64',
    read: WIDE.has(match[1]!) ? 'tensor-of-integers' : 'tensor',
    select: `CAST(${column} AS ${exact ? 'FLOAT' : 'DOUBLE'}${brackets})`,
  }
}
