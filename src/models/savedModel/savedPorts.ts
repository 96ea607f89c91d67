import type { DType } from '../../core/dtype.js'
import { RecetteError } from '../../core/errors.js'
import type { Port, Signature } from '../../core/signature.js'
import type { SavedPort, SavedSignature } from './readSavedModel.js'

/**
 * TensorFlow's numbers of types, by core's names.
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/framework/types.proto
 */
const DTYPE_OF: Readonly<Record<number, DType>> = {
  1: 'float32',
  2: 'float64',
  3: 'int32',
  4: 'uint8',
  5: 'int16',
  6: 'int8',
  7: 'utf8',
  9: 'int64',
  10: 'bool',
  17: 'uint16',
  19: 'float16',
  22: 'uint32',
  23: 'uint64',
}

/** What the native module of tfjs-node takes and gives; Python does the rest. */
const NATIVE_INPUTS: readonly (DType | undefined)[] = ['float32', 'int32', 'int64', 'uint8', 'bool', 'utf8']
const NATIVE_OUTPUTS: readonly (DType | undefined)[] = ['float32', 'int32', 'int64', 'bool', 'utf8']

export function runsNatively({ inputs, outputs }: SavedSignature): boolean {
  const plain = [...inputs, ...outputs].every(({ tensor }) => tensor !== '')
  return (
    plain &&
    inputs.every(({ type }) => NATIVE_INPUTS.includes(DTYPE_OF[type])) &&
    outputs.every(({ type }) => NATIVE_OUTPUTS.includes(DTYPE_OF[type]))
  )
}

export function signatureOf(saved: SavedSignature, shown: string): Signature {
  return {
    inputs: saved.inputs.map((port) => portOf(port, shown)),
    outputs: saved.outputs.map((port) => portOf(port, shown)),
  }
}

function portOf({ name, type, shape }: SavedPort, shown: string): Port {
  const dtype = DTYPE_OF[type]
  if (dtype !== undefined) return { name, dtype, shape }
  throw new RecetteError(
    'MODEL_UNSUPPORTED',
    `${shown}: "${name}" is of a type (number ${type} of TensorFlow's) that Recette cannot exchange.`,
    'Export the model with float32 inputs and outputs.',
  )
}
