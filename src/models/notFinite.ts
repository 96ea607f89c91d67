import { isFloat } from '../core/dtype.js'
import { fromHalf } from './half.js'
import type { Tensor } from './tensor.js'

/** The first NaN or infinity of a tensor, by element; null when every element is a number. */
export function findNotFinite(tensor: Tensor): { readonly index: number; readonly value: number } | null {
  if (!isFloat(tensor.dtype)) return null
  if (tensor.dtype === 'float16') return findInHalves(tensor.data as Uint16Array)
  return findInFloats(tensor.data as Float32Array | Float64Array)
}

function findInFloats(values: Float32Array | Float64Array): { index: number; value: number } | null {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return { index: i, value: values[i]! }
  return null
}

function findInHalves(values: Uint16Array): { index: number; value: number } | null {
  // All bits of the exponent set: infinity or NaN.
  for (let i = 0; i < values.length; i++)
    if ((values[i]! & 0x7c00) === 0x7c00) return { index: i, value: fromHalf(values[i]!) }
  return null
}
