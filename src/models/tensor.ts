import { size } from '../core/batch.js'
import type { DType } from '../core/dtype.js'

/**
 * The numbers (or texts) of some cases, row-major, as they are handed to a model and come back.
 * `bool` is one byte an element, `float16` its bit pattern, 64-bit integers are bigints.
 */
export interface Tensor {
  readonly name: string
  readonly dtype: DType
  /** Includes the batch axis, which is always the first. */
  readonly shape: readonly number[]
  readonly data: TensorData
}

export type TensorData = NumberData | readonly string[]

export type NumberData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array

/** The typed array that holds a dtype; every dtype but `utf8` has one. */
export const ARRAY_OF = {
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const satisfies Record<Exclude<DType, 'utf8'>, unknown>

/** Elements of one case. */
export function widthOf(tensor: Pick<Tensor, 'shape'>): number {
  return size(tensor.shape.slice(1))
}

export function rowsOf(tensor: Pick<Tensor, 'shape'>): number {
  return tensor.shape[0] ?? 0
}

export function isText(data: TensorData): data is readonly string[] {
  return Array.isArray(data)
}

/** Rows [from, to) of a tensor; numbers are not copied. */
export function sliceTensor(tensor: Tensor, from: number, to: number): Tensor {
  const width = widthOf(tensor)
  const data = isText(tensor.data)
    ? tensor.data.slice(from * width, to * width)
    : tensor.data.subarray(from * width, to * width)
  return { ...tensor, shape: [to - from, ...tensor.shape.slice(1)], data }
}

/** One tensor of the rows of several, which agree in all but their number of rows. */
export function joinTensors(parts: readonly Tensor[]): Tensor {
  const first = parts[0]
  if (first === undefined) throw new Error('bug: no tensors to join')
  if (parts.length === 1) return first
  const rows = parts.reduce((sum, part) => sum + rowsOf(part), 0)
  const shape = [rows, ...first.shape.slice(1)]
  if (first.dtype === 'utf8') return { ...first, shape, data: parts.flatMap((part) => part.data as readonly string[]) }
  const data: NumberData = new ARRAY_OF[first.dtype](size(shape))
  let offset = 0
  for (const part of parts) {
    data.set(part.data as never, offset)
    offset += part.data.length
  }
  return { ...first, shape, data }
}
