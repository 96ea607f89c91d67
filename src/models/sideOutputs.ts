import { RecetteError } from '../core/errors.js'
import { formatShape, type Port } from '../core/signature.js'

/** What one side gives, and the one output that its model's entry in the plan names. */
export interface SideOutputs {
  /** How messages name the model: `new (churn.onnx)`. */
  readonly who: string
  readonly ports: readonly Port[]
  readonly chosen: string | undefined
}

/** `"a" (float32 [?, 3]), "b" (int64 [?])`, as messages list them. */
export function listPorts(ports: readonly Port[]): string {
  return ports.map(({ name, dtype, shape }) => `"${name}" (${dtype} ${formatShape(shape)})`).join(', ')
}

export function mismatch(message: string, hint: string): RecetteError {
  return new RecetteError('MODEL_OUTPUT_MISMATCH', message, hint, { kind: 'usage' })
}
