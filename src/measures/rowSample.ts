import { cellText, take, type Column, type Field } from '../core/batch.js'
import { mixBits } from '../stats/random.js'
import { nthSmallest } from '../stats/smallest.js'
import { sorted, sortOrder } from '../stats/sortOrder.js'

/** Rows kept of a set for drift; a set of at most as many is kept whole, and its drift is exact. */
export const SAMPLE_ROWS = 100_000

export interface SampledColumn {
  readonly name: string
  readonly kind: 'number' | 'category'
}

export interface RowSampleState {
  readonly columns: readonly SampledColumn[]
  readonly seed: number
  readonly capacity: number
  /** Rows seen, and by column the missing ones among them: of all rows, not of the sample. */
  rows: number
  missing: number[]
  /** Kept rows by ascending or mixed key; `filled` of the arrays' length is in use. */
  filled: number
  /** A row with a larger key is not kept any more. */
  limit: number
  keys: Uint32Array
  /** Numbers, or category codes; NaN where missing. One array for each column. */
  values: Float64Array[]
  categories: string[][]
}

/** What is known of one column, in an order that no split of the input can change. */
export interface ColumnSample {
  readonly name: string
  readonly kind: 'number' | 'category'
  /** Of the whole set: rows with and without a value. */
  readonly n: number
  readonly missing: number
  /** Rows in the sample. */
  readonly rows: number
  /** Of the sample: values row by row (NaN = missing; put in order when first asked for), the present numbers ascending, cases by category, and how many are missing. */
  readonly values: Float64Array
  /** The same values as they came: in any order, but in one for all columns of the sample. */
  readonly kept: Float64Array
  /** Category names by code. */
  readonly names: readonly string[]
  readonly numbers: Float64Array
  readonly counts: ReadonlyMap<string, number>
  readonly sampleMissing: number
}

/**
 * A uniform sample of whole rows that merges exactly: the rows whose number hashes lowest (bottom-k). Rows are known by their number in
 * the set, so any split, in any order, keeps the same rows.
 * @see Cohen & Kaplan 2007, Summarizing data using bottom-k sketches, PODC, doi:10.1145/1281100.1281133
 */
export function startRowSample(
  columns: readonly SampledColumn[],
  seed: number,
  capacity: number = SAMPLE_ROWS,
): RowSampleState {
  return {
    columns,
    seed,
    capacity,
    rows: 0,
    missing: columns.map(() => 0),
    filled: 0,
    limit: 0xffffffff,
    keys: new Uint32Array(1024),
    values: columns.map(() => new Float64Array(1024)),
    categories: columns.map(() => []),
  }
}

/** Columns that can drift: numbers as numbers, texts and booleans as categories; tensors not. */
export function sampledColumns(features: readonly Field[]): SampledColumn[] {
  return features.flatMap(({ name, kind }) =>
    kind === 'tensor' || kind === 'bytes'
      ? []
      : [{ name, kind: kind === 'number' ? ('number' as const) : ('category' as const) }],
  )
}

/** Adds rows numbered from `start`; `columns` in the order of the sample's own. */
export function addRows(state: RowSampleState, start: number, rows: number, columns: readonly Column[]): void {
  state.rows += rows
  columns.forEach((column, c) => (state.missing[c]! += countMissing(column, rows)))
  const salt = mixBits(state.seed)
  const picked = new Uint32Array(rows)
  const keys = new Uint32Array(rows)
  let count = 0
  let limit = state.limit
  // Keys are a bijection of row numbers: no two rows share one.
  for (let i = 0; i < rows; i++) {
    const key = mixBits((start + i) ^ salt)
    if (key > limit) continue
    picked[count] = i
    keys[count++] = key
    if (state.filled + count < state.capacity * 2) continue
    keepRows(state, columns, picked.subarray(0, count), keys.subarray(0, count))
    compact(state)
    limit = state.limit
    count = 0
  }
  keepRows(state, columns, picked.subarray(0, count), keys.subarray(0, count))
}

export function mergeRowSamples(a: RowSampleState, b: RowSampleState): RowSampleState {
  a.rows += b.rows
  b.missing.forEach((count, c) => (a.missing[c]! += count))
  makeRoom(a, a.filled + b.filled)
  const codes = b.categories.map((names, c) => names.map((name) => codeOf(a.categories[c]!, name)))
  for (let i = 0; i < b.filled; i++) {
    a.keys[a.filled] = b.keys[i]!
    b.values.forEach((values, c) => {
      const value = values[i]!
      a.values[c]![a.filled] = b.columns[c]!.kind === 'number' || Number.isNaN(value) ? value : codes[c]![value]!
    })
    a.filled++
  }
  a.limit = Math.min(a.limit, b.limit)
  if (a.filled > a.capacity) compact(a)
  return a
}

export function columnSamples(state: RowSampleState): ColumnSample[] {
  if (state.filled > state.capacity) compact(state)
  const order = keyOrder(state.keys.subarray(0, state.filled))
  return state.columns.map(({ name, kind }, c) => {
    const present = withoutMissing(state.values[c]!.subarray(0, state.filled))
    let known: Float64Array | null = null
    return {
      name,
      kind,
      n: state.rows - state.missing[c]!,
      missing: state.missing[c]!,
      rows: state.filled,
      get values() {
        return (known ??= take(state.values[c]!, order))
      },
      kept: state.values[c]!.subarray(0, state.filled),
      names: state.categories[c]!,
      numbers: kind === 'number' ? sorted(present) : new Float64Array(0),
      counts: kind === 'category' ? countCodes(present, state.categories[c]!) : new Map(),
      sampleMissing: state.filled - present.length,
    }
  })
}

function keepRows(state: RowSampleState, columns: readonly Column[], picked: Uint32Array, keys: Uint32Array): void {
  makeRoom(state, state.filled + picked.length)
  state.keys.set(keys, state.filled)
  columns.forEach((column, c) => {
    const into = state.values[c]!
    const at = state.filled
    if (column.kind === 'number' && column.valid === null) {
      const values = column.values
      for (let i = 0; i < picked.length; i++) into[at + i] = values[picked[i]!]!
    } else if (column.kind === 'number')
      for (let i = 0; i < picked.length; i++) into[at + i] = numberAt(column, picked[i]!)
    else fillCategories(state.categories[c]!, column, picked, into, at)
  })
  state.filled += picked.length
}

function numberAt(column: Extract<Column, { kind: 'number' }>, row: number): number {
  return column.valid !== null && column.valid[row] === 0 ? Number.NaN : column.values[row]!
}

function fillCategories(names: string[], column: Column, picked: Uint32Array, into: Float64Array, at: number): void {
  const codes = new Map(names.map((name, code) => [name, code]))
  for (let i = 0; i < picked.length; i++) {
    const text = cellText(column, picked[i]!)
    let code = text === null ? Number.NaN : codes.get(text)
    if (code === undefined) {
      code = names.push(text!) - 1
      codes.set(text!, code)
    }
    into[at + i] = code
  }
}

function withoutMissing(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) present[count++] = values[i]!
  return present.subarray(0, count)
}

function codeOf(names: string[], name: string): number {
  const code = names.indexOf(name)
  return code >= 0 ? code : names.push(name) - 1
}

function countMissing(column: Column, rows: number): number {
  let missing = 0
  if (column.kind === 'number' && column.valid === null) {
    const values = column.values
    for (let i = 0; i < rows; i++) if (values[i] !== values[i]) missing++
  } else if (column.kind === 'number')
    for (let i = 0; i < rows; i++) missing += Number.isNaN(numberAt(column, i)) ? 1 : 0
  else for (let i = 0; i < rows; i++) missing += cellMissing(column, i) ? 1 : 0
  return missing
}

function cellMissing(column: Column, row: number): boolean {
  return (column.valid !== null && column.valid[row] === 0) || (column.kind === 'text' && column.codes[row]! < 0)
}

/** Keeps the `capacity` rows with the smallest keys. */
function compact(state: RowSampleState): void {
  const keys = state.keys.subarray(0, state.filled)
  state.limit = nthSmallest(keys, state.capacity)
  const kept = new Uint32Array(state.capacity)
  for (let i = 0, at = 0; i < keys.length; i++) if (keys[i]! <= state.limit) kept[at++] = i
  for (let i = 0; i < kept.length; i++) keys[i] = keys[kept[i]!]!
  for (const values of state.values) for (let i = 0; i < kept.length; i++) values[i] = values[kept[i]!]!
  state.filled = kept.length
}

function makeRoom(state: RowSampleState, rows: number): void {
  if (rows <= state.keys.length) return
  const length = Math.max(rows, state.keys.length * 2)
  const keys = new Uint32Array(length)
  keys.set(state.keys)
  state.keys = keys
  state.values = state.values.map((values) => {
    const grown = new Float64Array(length)
    grown.set(values)
    return grown
  })
}

function keyOrder(keys: Uint32Array): Uint32Array {
  return sortOrder(new Float64Array(keys))
}

function countCodes(codes: Float64Array, names: readonly string[]): Map<string, number> {
  const counts = new Float64Array(names.length)
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++
  const rows = names.map((name, code): [string, number] => [name, counts[code]!])
  return new Map(rows.filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}
