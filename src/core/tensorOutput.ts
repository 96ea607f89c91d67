import { size, takeRows } from './batch.js'

/** One output of one model for the rows of a batch, after mask and reduction; the other side has one of the same name. */
export type TensorOutput = NumberOutput | TextOutput

interface OutputBase {
  /** Its name in the comparison. */
  readonly name: string
  /** Of one case, without the batch axis. */
  readonly shape: readonly number[]
  /** What is compared of it; null = everything. */
  readonly mask: OutputMask | null
  /** Compared by the k nearest neighbours of each case, not number by number; null otherwise. */
  readonly neighbours: number | null
}

export interface NumberOutput extends OutputBase {
  readonly kind: 'numbers'
  /** Row-major, rows one after the other. */
  readonly values: Float64Array
  /** Whole numbers, truth values or places: equal or not, beside being nearer or farther. */
  readonly whole: boolean
}

export interface TextOutput extends OutputBase {
  readonly kind: 'texts'
  readonly values: readonly string[]
}

/** One byte for every `each` neighbouring elements, 1 = compared: the mask has the leading axes of the output. */
export interface OutputMask {
  readonly keep: Uint8Array
  readonly each: number
}

/** The cases at `indices` (ascending), copied. */
export function selectOutput(output: TensorOutput, indices: Uint32Array): TensorOutput {
  const width = size(output.shape)
  const mask =
    output.mask === null
      ? null
      : { ...output.mask, keep: takeRows(output.mask.keep, indices, width / output.mask.each) }
  if (output.kind === 'numbers') return { ...output, mask, values: takeRows(output.values, indices, width) }
  const values = Array.from(indices).flatMap((row) => output.values.slice(row * width, (row + 1) * width))
  return { ...output, mask, values }
}

/** The cases of several batches, one after the other; their shapes agree. */
export function joinOutputs(parts: readonly TensorOutput[]): TensorOutput {
  const first = parts[0]!
  const keep = parts.map(({ mask }) => mask?.keep ?? new Uint8Array(0))
  const mask = first.mask === null ? null : { ...first.mask, keep: Uint8Array.from(keep.flatMap((one) => [...one])) }
  if (first.kind === 'texts')
    return { ...first, mask, values: parts.flatMap((part) => (part.kind === 'texts' ? part.values : [])) }
  const numbers = parts.map((part) => (part.kind === 'numbers' ? part.values : new Float64Array(0)))
  const values = new Float64Array(numbers.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of numbers) {
    values.set(part, at)
    at += part.length
  }
  return { ...first, mask, values }
}

/** Whether two cases have as many elements along every axis. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis])
}
