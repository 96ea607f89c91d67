import { fromHalf } from './half.js'
import { isText, type Tensor } from './tensor.js'

/** A tensor's numbers, widened; int64 beyond 2^53 loses its last digits. Texts are a bug here. */
export function toDoubles({ name, dtype, data }: Tensor): Float64Array {
  if (isText(data)) throw new Error(`bug: output "${name}" is text where numbers are read`)
  if (dtype === 'float16') return Float64Array.from(data as Uint16Array, fromHalf)
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    const values = new Float64Array(data.length)
    for (let i = 0; i < data.length; i++) values[i] = Number(data[i])
    return values
  }
  return new Float64Array(data)
}
