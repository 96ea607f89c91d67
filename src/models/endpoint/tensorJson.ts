import { integerRange, isFloat, isInteger, type DType } from '../../core/dtype.js'
import { size } from '../../core/batch.js'
import { fromHalf, toHalf } from '../half.js'
import { ARRAY_OF, isText, rowsOf, widthOf, type NumberData, type Tensor, type TensorData } from '../tensor.js'
import { BadAnswer } from './protocol.js'

export type Leaf = number | string | boolean | null

/** A tensor's elements as JSON has them, row-major; what is no finite number (a missing value) is null. */
export function toLeaves({ dtype, data }: Tensor): Leaf[] {
  if (isText(data)) return [...data]
  if (dtype === 'bool') return Array.from(data as Uint8Array, (value) => value !== 0)
  if (dtype === 'float16') return Array.from(data as Uint16Array, (value) => finiteOrNull(fromHalf(value)))
  return Array.from(data as ArrayLike<number | bigint>, (value) => finiteOrNull(Number(value)))
}

/** One nested list (or plain value) for each case. */
export function toCases(tensor: Tensor): unknown[] {
  const leaves = toLeaves(tensor)
  const width = widthOf(tensor)
  return Array.from({ length: rowsOf(tensor) }, (_, row) => nest(leaves, row * width, tensor.shape.slice(1)))
}

/** The row of the first missing number, or -1: not every protocol can say it. */
export function firstMissing(tensor: Tensor): number {
  if (!isFloat(tensor.dtype)) return -1
  const at = toLeaves(tensor).indexOf(null)
  return at < 0 ? -1 : Math.floor(at / widthOf(tensor))
}

/** A tensor of nested lists, one for each case. Without a `dtype` the first element tells it: numbers are float64. */
export function fromCases(name: string, cases: unknown, dtype: DType | null, rows: number): Tensor {
  if (!Array.isArray(cases))
    throw new BadAnswer(`output "${name}" is ${describe(cases)}, but should be a list with one entry a case`)
  if (cases.length !== rows) throw fewerRows(name, cases.length, rows)
  const shape = [rows, ...shapeOf(cases[0])]
  const leaves: unknown[] = []
  for (const item of cases) collect(name, item, shape, 1, leaves)
  return {
    name,
    dtype: dtype ?? kindOf(name, leaves[0]),
    shape,
    data: toData(name, leaves, dtype ?? kindOf(name, leaves[0])),
  }
}

/** A tensor of its shape and a list, which is flat, or nested as the shape says. */
export function fromFlat(name: string, data: unknown, dtype: DType, shape: readonly number[], rows: number): Tensor {
  if ((shape[0] ?? 0) !== rows) throw fewerRows(name, shape[0] ?? 0, rows)
  if (!Array.isArray(data))
    throw new BadAnswer(`output "${name}" has as data ${describe(data)}, but should have a list`)
  const leaves: unknown[] = data.some(Array.isArray) ? [] : data
  if (leaves !== data) collect(name, data, shape, 0, leaves)
  if (leaves.length !== size(shape))
    throw new BadAnswer(
      `output "${name}" says that its shape is [${shape.join(', ')}], but holds ${leaves.length} values`,
    )
  return { name, dtype, shape: [...shape], data: toData(name, leaves, dtype) }
}

function fewerRows(name: string, found: number, rows: number): BadAnswer {
  return new BadAnswer(`output "${name}" holds ${found} answers for ${rows} cases`)
}

export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'not there'
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'object' ? 'a map' : `a ${typeof value}`
}

function nest(leaves: readonly Leaf[], at: number, shape: readonly number[]): unknown {
  if (shape.length === 0) return leaves[at]!
  const step = size(shape.slice(1))
  return Array.from({ length: shape[0]! }, (_, index) => nest(leaves, at + index * step, shape.slice(1)))
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function shapeOf(value: unknown): number[] {
  return Array.isArray(value) ? [value.length, ...(value.length === 0 ? [] : shapeOf(value[0]))] : []
}

function collect(name: string, value: unknown, shape: readonly number[], axis: number, leaves: unknown[]): void {
  if (axis === shape.length && !Array.isArray(value)) {
    leaves.push(value)
    return
  }
  if (!Array.isArray(value) || value.length !== shape[axis])
    throw new BadAnswer(`output "${name}" is not of one shape: its cases differ in length`)
  for (const item of value) collect(name, item, shape, axis + 1, leaves)
}

function kindOf(name: string, leaf: unknown): DType {
  if (typeof leaf === 'number') return 'float64'
  if (typeof leaf === 'string') return 'utf8'
  if (typeof leaf === 'boolean') return 'bool'
  throw new BadAnswer(`output "${name}" holds ${describe(leaf)} where a value should be`)
}

function toData(name: string, leaves: readonly unknown[], dtype: DType): TensorData {
  if (dtype === 'utf8') {
    // Labels may come as numbers where others are texts.
    const bad = leaves.find((leaf) => typeof leaf !== 'string' && typeof leaf !== 'number' && typeof leaf !== 'boolean')
    if (bad !== undefined) throw new BadAnswer(`output "${name}" holds ${describe(bad)} where text should be`)
    return leaves.map(String)
  }
  const data: NumberData = new ARRAY_OF[dtype](leaves.length)
  const wide = data instanceof BigInt64Array || data instanceof BigUint64Array
  const [low, high] = isInteger(dtype) ? integerRange(dtype) : [-Infinity, Infinity]
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i]
    const value = typeof leaf === 'boolean' ? Number(leaf) : leaf
    if (typeof value !== 'number' || (dtype === 'bool' && value !== 0 && value !== 1))
      throw new BadAnswer(
        `output "${name}" holds ${typeof leaf === 'string' ? 'text' : describe(leaf)} where ${dtype} should be`,
        'If its answers are labels, say so: outputIs: label.',
      )
    if (isInteger(dtype) && !(Number.isInteger(value) && value >= low && value <= high))
      throw new BadAnswer(`output "${name}" holds ${value}, which is no ${dtype}`)
    if (wide) data[i] = BigInt(value)
    else (data as Float64Array)[i] = dtype === 'float16' ? toHalf(value) : value
    // 1e999 is a number to JSON, and infinite to everybody who reads it.
    if (isFloat(dtype) && !Number.isFinite(dtype === 'float16' ? fromHalf(toHalf(value)) : data[i]))
      throw new BadAnswer(`output "${name}" holds a number that is too large for ${dtype}`)
  }
  return data
}
