import { size } from '../core/batch.js'
import type { Port } from '../core/signature.js'
import { ARRAY_OF, type Tensor } from './tensor.js'

/** Made-up cases for an input: zeros or empty texts, open axes of length 1. `rows` counts the first axis, where that is open or to be another. */
export function zeroTensor({ name, dtype, shape }: Port, rows?: number): Tensor {
  const known = shape.map((length, axis) => (axis === 0 ? rows : undefined) ?? length ?? 1)
  const count = size(known)
  const data = dtype === 'utf8' ? Array.from({ length: count }, () => '') : new ARRAY_OF[dtype](count)
  return { name, dtype, shape: known, data }
}
