import type { Field } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import type { Port } from '../core/signature.js'
import { didYouMean } from '../core/nearestName.js'
import type { Side } from '../core/spec.js'

export interface InputContext {
  /** How messages name the model: `new (churn.onnx)`. */
  readonly who: string
  readonly side: Side
  readonly fields: readonly Field[]
  /** The output that an input may be fed from, where it could be a state. */
  readonly feeds?: (port: Port) => string | null
}

/** `message` goes on after the model's name; `near` = [the name that was not found, the names that exist]. */
export function inputProblem(
  { who, side }: InputContext,
  message: string,
  near?: readonly [name: string, candidates: readonly string[]],
  hint = mapHint(side),
): RecetteError {
  return new RecetteError(
    'MODEL_INPUT_MISMATCH',
    `${who} ${message}${near === undefined ? '' : didYouMean(...near)}`,
    hint,
    { kind: 'usage' },
  )
}

/** What to do about an input without columns; `state` is the output that could feed it. */
export function mapHint(side: Side, input = '', state: string | null = null): string {
  const columns = `Map the set's columns to the model's inputs under models.${side}.inputs, as { name: column } or { name: [columns in order] }.`
  return state === null
    ? columns
    : `${columns} If it is a state that the model gives back for the next case, write { ${input}: { state: ${state} } } there, and columns.group for the sequence of a case.`
}
