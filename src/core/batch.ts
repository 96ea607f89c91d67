import type { DType } from './dtype.js'
import type { ImagePreparation } from './image.js'

/**
 * A column as it is handed between rooms: one typed array, no object per row. What a file called int64, float32 or decimal
 * is a `number` here, so that the same table from CSV, NDJSON, Parquet or Arrow is the same batch.
 */
export type Column = NumberColumn | TextColumn | BoolColumn | TensorColumn | BytesColumn

interface ColumnBase {
  readonly name: string
  /** One byte a row, 1 = present and 0 = missing; null when nothing is missing. A missing number is also NaN in `values`. */
  readonly valid: Uint8Array | null
}

export interface NumberColumn extends ColumnBase {
  readonly kind: 'number'
  readonly values: Float64Array
}

/** Dates and timestamps are text too, in ISO 8601. */
export interface TextColumn extends ColumnBase {
  readonly kind: 'text'
  /** Index into `dictionary`; -1 where missing. */
  readonly codes: Int32Array
  /** Distinct values. It only grows during one pass over a set: a code keeps its meaning from batch to batch. */
  readonly dictionary: readonly string[]
}

export interface BoolColumn extends ColumnBase {
  readonly kind: 'bool'
  /** 1 = true. */
  readonly values: Uint8Array
}

/** One tensor of `shape` in each row, row-major, rows one after the other; truth values are 0 and 1, a missing element is NaN. */
export interface TensorColumn extends ColumnBase {
  readonly kind: 'tensor'
  readonly shape: readonly number[]
  readonly values: Float32Array | Float64Array
  /** Of a column of texts: `values` are then indices into it, -1 where an element is missing. */
  readonly dictionary?: readonly string[]
}

/** The bytes of a file in each row, such as an image's: not numbers, so there is one array for each; null where missing. */
export interface BytesColumn extends ColumnBase {
  readonly kind: 'bytes'
  readonly values: readonly (Uint8Array | null)[]
}

/** Some rows of a set. */
export interface Batch {
  readonly rows: number
  /** Row number in the set of the first row, 0-based. */
  readonly start: number
  readonly columns: readonly Column[]
  /** By input: how pictures are prepared this once, in the place of what the plan says. */
  readonly images?: Readonly<Record<string, ImagePreparation>>
}

/** A column as the set declares it. */
export interface Field {
  readonly name: string
  readonly kind: Column['kind']
  /** The file's own type (Arrow's name), or the inferred one. Dates: `date32`, `timestamp`. */
  readonly type: DType | 'date32' | 'timestamp' | 'binary'
  readonly shape?: readonly number[]
  readonly unit?: string
  readonly personal?: boolean
}

export function columnOf(batch: Batch, name: string): Column {
  const column = batch.columns.find((candidate) => candidate.name === name)
  if (column === undefined) throw new Error(`bug: batch has no column "${name}"; the reader was not asked for it`)
  return column
}

/** The rows at `indices` (ascending), copied. `start` stays that of the batch. */
export function selectRows(batch: Batch, indices: Uint32Array): Batch {
  return {
    rows: indices.length,
    start: batch.start,
    columns: batch.columns.map((column) => selectColumn(column, indices)),
  }
}

function selectColumn(column: Column, indices: Uint32Array): Column {
  const valid = column.valid === null ? null : take(column.valid, indices)
  switch (column.kind) {
    case 'number':
      return { ...column, valid, values: take(column.values, indices) }
    case 'bool':
      return { ...column, valid, values: take(column.values, indices) }
    case 'text':
      return { ...column, valid, codes: take(column.codes, indices) }
    case 'tensor':
      return { ...column, valid, values: takeRows(column.values, indices, size(column.shape)) }
    case 'bytes':
      return { ...column, valid, values: Array.from(indices, (index) => column.values[index]!) }
  }
}

type Indexable = Float64Array | Float32Array | Int32Array | Uint8Array

export function take<A extends Indexable>(values: A, indices: Uint32Array): A {
  return takeRows(values, indices, 1)
}

/** Rows of no more values are copied one by one: a view of each row costs more than the row. */
const NARROW = 32

/** Picks rows of `width` values each. */
export function takeRows<A extends Indexable>(values: A, indices: Uint32Array, width: number): A {
  const taken = new (values.constructor as new (length: number) => A)(indices.length * width)
  if (width === 1) for (let i = 0; i < indices.length; i++) taken[i] = values[indices[i]!]!
  else if (width <= NARROW)
    for (let i = 0; i < indices.length; i++) {
      const from = indices[i]! * width
      for (let k = 0; k < width; k++) taken[i * width + k] = values[from + k]!
    }
  else
    for (let i = 0; i < indices.length; i++)
      taken.set(values.subarray(indices[i]! * width, (indices[i]! + 1) * width) as never, i * width)
  return taken
}

/** Number of elements of a shape; 1 for a scalar. */
export function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}

/**
 * The text of one cell as labels, slices and ids are compared: numbers in ECMAScript's shortest form (1, not 1.0), booleans as
 * `true`/`false`; null where missing. Two formats of one table give the same text.
 */
export function cellText(column: Column, row: number): string | null {
  if (column.valid !== null && column.valid[row] === 0) return null
  switch (column.kind) {
    case 'number': {
      const value = column.values[row]!
      return Number.isNaN(value) ? null : String(value)
    }
    case 'bool':
      return column.values[row] === 1 ? 'true' : 'false'
    case 'text': {
      const code = column.codes[row]!
      return code < 0 ? null : column.dictionary[code]!
    }
    case 'tensor':
      throw new TypeError(`column "${column.name}" holds tensors: it cannot be a label, an id or a segment`)
    case 'bytes':
      throw new TypeError(`column "${column.name}" holds bytes: it cannot be a label, an id or a segment`)
  }
}
