import { cellText, columnOf, size, type Batch, type Column, type TensorColumn } from '../core/batch.js'
import { integerRange, isFloat, isInteger, type DType } from '../core/dtype.js'
import type { ColumnUse } from '../core/spec.js'
import { caseShape } from './caseShape.js'
import { toHalf } from './half.js'
import type { InputPlan } from './inputPlan.js'
import { ModelRowError } from './rowError.js'
import { ARRAY_OF, type NumberData, type Tensor, type TensorData } from './tensor.js'

/** The tensor of one input for the rows of a batch: columns side by side, row-major. */
export function fillTensor({ port, uses }: InputPlan, batch: Batch, who: string): Tensor {
  const columns = uses.map((use) => columnOf(batch, use.column))
  const [first] = columns
  const own = first?.kind === 'tensor' ? first.shape : []
  const width = columns.reduce((sum, column) => sum + (column.kind === 'tensor' ? size(column.shape) : 1), 0)
  const shape = caseShape(port, width, own)
  if (shape === null) throw new Error(`bug: ${width} values a case for input "${port.name}" were not refused`)
  const data = port.dtype === 'utf8' ? fillTexts(columns, batch.rows) : fillNumbers()
  return { name: port.name, dtype: port.dtype, shape: [batch.rows, ...shape], data }

  function fillNumbers(): TensorData {
    const { dtype } = port
    if (dtype === 'utf8') throw new Error('bug: texts are no numbers')
    // Halves are rounded once, from the double.
    const data: NumberData = new ARRAY_OF[dtype === 'float16' ? 'float64' : dtype](batch.rows * width)
    columns.forEach((column, index) => {
      const use = uses[index]!
      const values = convert(column, use)
      const bad =
        values.length === data.length ? fill(data, dtype, values, 0, 1) : fill(data, dtype, values, index, width)
      if (bad < 0) return
      const row = Math.floor((bad * batch.rows) / values.length)
      throw notHeld({ dtype, value: values[bad]!, use, who, input: port.name, row: batch.start + row })
    })
    return dtype === 'float16' ? Uint16Array.from(data as Float64Array, toHalf) : data
  }
}

type Numbers = Float64Array | Float32Array

/** Every `width`-th place from `offset` on; returns the index of the first value that the type cannot hold, or -1. */
function fill(data: NumberData, dtype: DType, values: Numbers, offset: number, width: number): number {
  return isFloat(dtype)
    ? fillFloats(data as Float32Array, values, offset, width, LARGEST[dtype as keyof typeof LARGEST])
    : fillIntegers(data, dtype, values, offset, width)
}

/** The numbers of one row of any type, from `offset` on; returns the index of the first that the type cannot hold, or -1. */
export function fillRow(data: NumberData, dtype: DType, values: Numbers, offset: number): number {
  return fill(data, dtype, values, offset, 1)
}

/** From here on a finite number rounds to infinity: half a unit in the last place beyond the largest finite one. */
const LARGEST = { float16: 65_520, float32: 2 ** 128 - 2 ** 103, float64: Infinity } as const

/** The hot loop of a table. NaN (missing) goes through, and so does an infinity that the set itself holds. */
function fillFloats(data: Float32Array, values: Numbers, offset: number, width: number, limit: number): number {
  for (let i = 0, at = offset; i < values.length; i++, at += width) {
    const value = values[i]!
    if ((value >= limit || value <= -limit) && Number.isFinite(value)) return i
    data[at] = value
  }
  return -1
}

function fillIntegers(data: NumberData, dtype: DType, values: Numbers, offset: number, width: number): number {
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

/** The numbers of a column as the plan wants them. Missing is NaN, for truth values too. */
function convert(column: Column, { multiply = 1, add = 0 }: ColumnUse): Numbers {
  switch (column.kind) {
    case 'text':
    case 'bytes':
      throw new Error(`bug: the ${column.kind} of column "${column.name}" were not refused`)
    case 'bool':
      return Float64Array.from(column.values, (value, row) => (column.valid?.[row] === 0 ? NaN : value))
    case 'number':
    case 'tensor':
      if (multiply === 1 && add === 0) return column.values
      // In double precision, whatever the column: the model's own type rounds once.
      return Float64Array.from(column.values, (value) => value * multiply + add)
  }
}

/** A missing text is the empty text: a text input has no other way to say it. */
function fillTexts(columns: readonly Column[], rows: number): string[] {
  const [first] = columns
  if (first?.kind === 'tensor') return textsOf(first)
  const width = columns.length
  const texts: string[] = Array.from({ length: rows * width })
  columns.forEach((column, index) => {
    for (let row = 0; row < rows; row++) texts[row * width + index] = cellText(column, row) ?? ''
  })
  return texts
}

/** Codes of a missing text are -1, those of a missing list NaN: neither is in the dictionary. */
function textsOf({ values, dictionary = [] }: TensorColumn): string[] {
  return Array.from(values, (code) => dictionary[code] ?? '')
}

function notHeld(given: {
  readonly dtype: DType
  readonly value: number
  readonly use: ColumnUse
  readonly who: string
  readonly input: string
  readonly row: number
}): ModelRowError {
  const { dtype, value, use, who, input, row } = given
  const what = Number.isNaN(value) ? 'is missing' : `is ${value}`
  const range = isFloat(dtype)
    ? `numbers up to ${dtype === 'float16' ? '65504' : '3.4e38'}`
    : isInteger(dtype)
      ? `whole numbers from ${integerRange(dtype).join(' to ')}`
      : '0 and 1'
  return new ModelRowError(
    'MODEL_INPUT_VALUE',
    `${who}: column "${use.column}" ${what} in row ${row + 1} of the set, but input "${input}" is ${dtype}, which holds ${range} only.`,
    isFloat(dtype)
      ? 'Correct the value, leave the case out of the set, or convert its unit with multiply in the plan.'
      : 'Leave the case out of the set, fill the value in, or re-export the model with a float input.',
    row,
  )
}
