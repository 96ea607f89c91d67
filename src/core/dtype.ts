/** Element types, by Arrow's names. */
export const DTYPES = [
  'float16',
  'float32',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'bool',
  'utf8',
] as const

export type DType = (typeof DTYPES)[number]

export function isFloat(dtype: string): boolean {
  return dtype.startsWith('float')
}

export function isInteger(dtype: string): boolean {
  return dtype.startsWith('int') || dtype.startsWith('uint')
}

/** Smallest and largest whole number that `dtype` holds; for 64 bits, those that a double still holds exactly. */
export function integerRange(dtype: DType): readonly [low: number, high: number] {
  const bits = Number(dtype.replace(/\D/g, ''))
  if (!isInteger(dtype)) throw new TypeError(`${dtype} is not an integer type`)
  const unsigned = dtype.startsWith('u')
  if (bits === 64) return [unsigned ? 0 : Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
  return unsigned ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1]
}
