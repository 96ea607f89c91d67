import type { Field } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { Side } from '../core/spec.js'

export interface InputContext {
  /** How messages name the model: `new (churn.onnx)`. */
  readonly who: string
  readonly side: Side
  readonly fields: readonly Field[]
}

/** `message` goes on after the model's name; `near` = [the name that was not found, the names that exist]. */
export function inputProblem(
  { who, side }: InputContext,
  message: string,
  near?: readonly [name: string, candidates: readonly string[]],
  hint = `Map the set's columns to the model's inputs under models.${side}.inputs, as { name: column } or { name: [columns in order] }.`,
): RecetteError {
  return new RecetteError(
    'MODEL_INPUT_MISMATCH',
    `${who} ${message}${near === undefined ? '' : didYouMean(...near)}`,
    hint,
    { kind: 'usage' },
  )
}
