import type { DType } from './dtype.js'

/** One input or output. `shape` includes the batch axis where the model has one; null = dynamic. */
export interface Port {
  readonly name: string
  readonly dtype: DType
  readonly shape: readonly (number | null)[]
  /** Of a quantised model: its numbers are multiples of this, and no finer. */
  readonly step?: number
}

/** A model's inputs and outputs, and the labels if the artifact carries them. */
export interface Signature {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** Class labels in the order of the score columns, as text. */
  readonly labels?: readonly string[]
}

/** `[?, 28, 28]`, as messages show a shape. */
export function formatShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((length) => length ?? '?').join(', ')}]`
}
