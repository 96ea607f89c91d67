import { RecetteError } from '../core/errors.js'
import type { OutputMeaning } from '../core/outputMeaning.js'
import type { Side } from '../core/spec.js'
import { ModelRowError } from './rowError.js'

export interface OutputContext {
  /** How messages name the model: `new (churn.onnx)`. */
  readonly who: string
  readonly side: Side
}

/** An output as it is being read. */
export interface OutputReading {
  readonly context: OutputContext
  readonly output: string
  readonly meaning: OutputMeaning
  readonly declared: boolean
  /** How far the sum of a case's scores may stray from 1. */
  readonly tolerance: number
}

/** `message` goes on after the model's name. */
export function outputProblem({ who }: OutputContext, message: string, hint: string): RecetteError {
  return new RecetteError('MODEL_OUTPUT_MISMATCH', `${who} ${message}`, hint, { kind: 'usage' })
}

/** A later value contradicts what the output was taken for. `row` is the set's, 0-based. */
export function contradiction(reading: OutputReading, found: string, row: number): ModelRowError {
  const { context, output, meaning, declared } = reading
  return new ModelRowError(
    'MODEL_OUTPUT_MISMATCH',
    `${context.who}: output "${output}" ${declared ? 'is declared to hold' : 'was taken for'} ${meaning}, but row ${row + 1} of the set ${found}.`,
    declared
      ? `Correct models.${context.side}.outputIs.`
      : `Say what the output is in models.${context.side}.outputIs: probabilities, logits, positive-probability, positive-logit, label-index, label or value.`,
    row,
  )
}
