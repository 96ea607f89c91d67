import { isFloat, type DType } from '../../../core/dtype.js'
import { toHalf } from '../../half.js'
import { ARRAY_OF, type NumberData, type TensorData } from '../../tensor.js'

export type Converted =
  | { readonly bad: null; readonly data: TensorData }
  | { readonly bad: { readonly index: number; readonly value: string } }

/** The largest half-precision number. */
const LARGEST_HALF = 65_504
const BITS = /\d+$/

/**
 * A list or typed array of any kind as the elements of `dtype`; the first that it cannot hold is told. A float may be NaN only where
 * `mayBeMissing` says so, and is never infinite.
 */
export function convertElements(
  given: ArrayLike<unknown>,
  dtype: DType,
  mayBeMissing: (index: number) => boolean,
): Converted {
  if (dtype === 'utf8') return convertTexts(given)
  if (isFloat(dtype)) return convertFloats(given, dtype, mayBeMissing)
  return dtype === 'bool' ? convertTruths(given) : convertIntegers(given, dtype)
}

function convertTexts(given: ArrayLike<unknown>): Converted {
  const data: string[] = []
  for (let index = 0; index < given.length; index++) {
    const value = given[index]
    if (typeof value !== 'string') return bad(index, value)
    data.push(value)
  }
  return { bad: null, data }
}

function convertFloats(given: ArrayLike<unknown>, dtype: DType, mayBeMissing: (index: number) => boolean): Converted {
  const data = dtype === 'float64' ? new Float64Array(given.length) : new Float32Array(given.length)
  for (let index = 0; index < given.length; index++) {
    const value = given[index]
    const number = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value
    if (typeof number !== 'number') return bad(index, value)
    data[index] = number
    if (Number.isNaN(number) && mayBeMissing(index)) continue
    // Also what is finite as it is given, and not any more as the model takes it.
    if (!Number.isFinite(data[index]) || (dtype === 'float16' && Math.abs(number) > LARGEST_HALF))
      return bad(index, value)
  }
  return { bad: null, data: dtype === 'float16' ? Uint16Array.from(data, toHalf) : data }
}

function convertTruths(given: ArrayLike<unknown>): Converted {
  const data = new Uint8Array(given.length)
  for (let index = 0; index < given.length; index++) {
    const value = given[index]
    if (value !== true && value !== false && value !== 0 && value !== 1) return bad(index, value)
    data[index] = Number(value)
  }
  return { bad: null, data }
}

function convertIntegers(given: ArrayLike<unknown>, dtype: Exclude<DType, 'utf8'>): Converted {
  const data: NumberData = new ARRAY_OF[dtype](given.length)
  const bits = BigInt(BITS.exec(dtype)![0])
  const [low, high] = dtype.startsWith('u') ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n]
  const [lowest, highest] = [Number(low), Number(high)]
  const wide = data instanceof BigInt64Array || data instanceof BigUint64Array
  for (let index = 0; index < given.length; index++) {
    const value = typeof given[index] === 'boolean' ? Number(given[index]) : given[index]
    if (typeof value === 'bigint') {
      if (value < low || value > high) return bad(index, value)
    } else if (!Number.isSafeInteger(value) || Number(value) < lowest || Number(value) > highest)
      return bad(index, value)
    if (wide) data[index] = BigInt(value as number | bigint)
    else (data as Int32Array)[index] = Number(value)
  }
  return { bad: null, data }
}

function bad(index: number, value: unknown): Converted {
  const shown =
    typeof value === 'string'
      ? JSON.stringify(value).slice(0, 40)
      : typeof value === 'object'
        ? 'an object'
        : String(value)
  return { bad: { index, value: shown } }
}
