import { cellText, columnOf, size, type Batch, type BoolColumn, type Column, type NumberColumn } from '../core/batch.js'
import { integerRange, isFloat, isInteger, type DType } from '../core/dtype.js'
import type { ColumnUse } from '../core/spec.js'
import { toHalf } from './half.js'
import type { InputPlan } from './inputPlan.js'
import { ModelRowError } from './rowError.js'
import { ARRAY_OF, type NumberData, type Tensor, type TensorData } from './tensor.js'

/** The tensor of one input for the rows of a batch: columns side by side, row-major. */
export function fillTensor({ port, uses }: InputPlan, batch: Batch, who: string): Tensor {
  const columns = uses.map((use) => columnOf(batch, use.column))
  const width = columns.reduce((sum, column) => sum + (column.kind === 'tensor' ? size(column.shape) : 1), 0)
  const shape = [batch.rows, ...shapeOfCase(port.shape.slice(1), width, columns)]
  return { name: port.name, dtype: port.dtype, shape, data: dataOf(port.dtype, columns, uses, batch, who, port.name) }
}

/** Open axes take the column's own shape where it has as many axes; a single open axis takes what is left. */
function shapeOfCase(shape: readonly (number | null)[], width: number, columns: readonly Column[]): number[] {
  const [column] = columns
  const own = column?.kind === 'tensor' ? column.shape : []
  const known = size(shape.map((length) => length ?? 1))
  const open = shape.filter((length) => length === null).length
  if (open <= 1) return shape.map((length) => length ?? width / known)
  const filled = shape.map((length, axis) => length ?? own[axis] ?? 1)
  return size(filled) === width
    ? filled
    : shape.map((length, axis) => length ?? (axis === shape.indexOf(null) ? width / known : 1))
}

function dataOf(
  dtype: DType,
  columns: readonly Column[],
  uses: readonly ColumnUse[],
  batch: Batch,
  who: string,
  input: string,
): TensorData {
  if (dtype === 'utf8') return fillTexts(columns, batch.rows)
  const width = columns.length
  if (dtype === 'float16') {
    const floats = dataOf('float32', columns, uses, batch, who, input) as Float32Array
    return Uint16Array.from(floats, toHalf)
  }
  const [first] = columns
  if (first?.kind === 'tensor')
    return fillFromTensor(new ARRAY_OF[dtype](first.values.length) as Float32Array, first.values, uses[0]!)
  const data: NumberData = new ARRAY_OF[dtype](batch.rows * width)
  columns.forEach((column, index) => {
    const values = numbersOf(column as NumberColumn | BoolColumn, uses[index]!)
    if (isFloat(dtype)) return fillFloats(data as Float32Array, values, index, width)
    const bad = fillIntegers(data, dtype, values, index, width)
    if (bad >= 0) throw notInteger(dtype, values[bad]!, uses[index]!, who, input, batch.start + bad)
  })
  return data
}

/** The hot loop of a table: one column into every `width`-th place. NaN (missing) goes through. */
function fillFloats(data: Float32Array, values: Float64Array, offset: number, width: number): void {
  for (let i = 0, at = offset; i < values.length; i++, at += width) data[at] = values[i]!
}

/** Returns the first row whose value the type cannot hold, or -1. */
function fillIntegers(data: NumberData, dtype: DType, values: Float64Array, offset: number, width: number): number {
  const [low, high] = isInteger(dtype) ? integerRange(dtype) : [0, 1]
  const wide = data instanceof BigInt64Array || data instanceof BigUint64Array
  for (let i = 0, at = offset; i < values.length; i++, at += width) {
    const value = values[i]!
    if (!(value >= low && value <= high) || !Number.isInteger(value)) return i
    if (wide) data[at] = BigInt(value)
    else (data as Int32Array)[at] = value
  }
  return -1
}

function fillFromTensor(data: Float32Array, values: Float32Array | Float64Array, use: ColumnUse): Float32Array {
  if (use.multiply === undefined && use.add === undefined) {
    data.set(values)
    return data
  }
  const { multiply = 1, add = 0 } = use
  for (let i = 0; i < values.length; i++) data[i] = values[i]! * multiply + add
  return data
}

/** Missing is NaN, for truth values too. */
function numbersOf(column: NumberColumn | BoolColumn, { multiply = 1, add = 0 }: ColumnUse): Float64Array {
  if (column.kind === 'bool')
    return Float64Array.from(column.values, (value, row) => (column.valid?.[row] === 0 ? NaN : value))
  if (multiply === 1 && add === 0) return column.values
  return column.values.map((value) => value * multiply + add)
}

/** A missing text is the empty text: a text input has no other way to say it. */
function fillTexts(columns: readonly Column[], rows: number): string[] {
  const width = columns.length
  const texts: string[] = Array.from({ length: rows * width })
  columns.forEach((column, index) => {
    for (let row = 0; row < rows; row++) texts[row * width + index] = cellText(column, row) ?? ''
  })
  return texts
}

function notInteger(
  dtype: DType,
  value: number,
  use: ColumnUse,
  who: string,
  input: string,
  row: number,
): ModelRowError {
  const what = Number.isNaN(value) ? 'is missing' : `is ${value}`
  const range = isInteger(dtype) ? `whole numbers from ${integerRange(dtype).join(' to ')}` : '0 and 1'
  return new ModelRowError(
    'MODEL_INPUT_VALUE',
    `${who}: column "${use.column}" ${what} in row ${row + 1} of the set, but input "${input}" is ${dtype}, which holds ${range} only.`,
    'Leave the case out of the set, fill the value in, or re-export the model with a float input.',
    row,
  )
}
