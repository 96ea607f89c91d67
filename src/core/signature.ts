import type { DType } from './dtype.js'

/** One input or output. `shape` includes the batch axis where the model has one; null = dynamic. */
export interface Port {
  readonly name: string
  readonly dtype: DType
  readonly shape: readonly (number | null)[]
  /** Of a quantised model: its numbers are multiples of this, and no finer. */
  readonly step?: number
  /** Of an output whose labels the artifact tells by itself, in the order of its scores. */
  readonly labels?: readonly string[]
}

/** A model's inputs and outputs, and the labels if the artifact carries them. */
export interface Signature {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** Class labels in the order of the score columns, as text. */
  readonly labels?: readonly string[]
}

/**
 * The labels of one output: its own, else those that the artifact carries for none in particular.
 */
export function labelsOfOutput(signature: Signature | null, output?: string): readonly string[] | undefined {
  return signature?.outputs.find(({ name }) => name === output)?.labels ?? signature?.labels
}

/** The signature without labels that may be those of another output: they stay where this one alone has so many scores. */
export function withLabelsOf(signature: Signature, output?: string): Signature {
  const { labels, ...rest } = signature
  const fitting = signature.outputs.filter(({ shape }) => labels !== undefined && shape.at(-1) === labels.length)
  return fitting.length === 1 && fitting[0]!.name === output ? signature : rest
}

/** `[?, 28, 28]`, as messages show a shape. */
export function formatShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((length) => length ?? '?').join(', ')}]`
}
