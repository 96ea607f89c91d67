import { DataType, type Data } from 'apache-arrow'

/** 1 = present: bits, of which the first `offset` belong to nobody; null when all are present. */
export function forEachMissing(data: Data, from: number, count: number, miss: (i: number) => void): void {
  if (data.nullCount === 0) return
  const bits = data.nullBitmap
  for (let i = 0; i < count; i++) {
    const bit = data.offset + from + i
    if (((bits[bit >> 3]! >> (bit & 7)) & 1) === 0) miss(i)
  }
}

export function bitAt(bits: Uint8Array, bit: number): number {
  return (bits[bit >> 3]! >> (bit & 7)) & 1
}

/** Copies numbers of any width; returns the index of a whole number that a double cannot hold exactly, or -1. */
export function copyNumbers(
  data: Data,
  from: number,
  count: number,
  to: Float64Array | Float32Array,
  at: number,
): number {
  const values: unknown = data.values
  if (DataType.isFloat(data.type) && values instanceof Uint16Array) {
    for (let i = 0; i < count; i++) to[at + i] = float16(values[from + i]!)
  } else if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return copyWide(values, from, count, to, at)
  } else if (isNumbers(values)) to.set(values.subarray(from, from + count), at)
  else throw new TypeError(`bug: ${data.type} is not a column of numbers`)
  return -1
}

/** 64-bit numbers by their halves, several times faster than through bigint. */
function copyWide(
  values: BigInt64Array | BigUint64Array,
  from: number,
  count: number,
  to: Float64Array | Float32Array,
  at: number,
): number {
  const halves = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  const isSigned = values instanceof BigInt64Array
  let unsafe = -1
  for (let i = 0; i < count; i++) {
    const low = halves[(from + i) * 2]!
    const high = halves[(from + i) * 2 + 1]!
    const value = (isSigned ? high | 0 : high) * 2 ** 32 + low
    if (!Number.isSafeInteger(value) && unsafe < 0) unsafe = i
    to[at + i] = value
  }
  return unsafe
}

/** @see IEEE 754-2019, binary16 */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

type Numbers =
  Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

function isNumbers(values: unknown): values is Numbers {
  return ArrayBuffer.isView(values) && !(values instanceof DataView)
}

/** The unscaled whole number of a decimal, 128 or 256 bits, little-endian two's complement. */
export function decimalInteger(words: Uint32Array): bigint {
  let value = 0n
  for (let word = words.length - 1; word >= 0; word--) value = (value << 32n) | BigInt(words[word]!)
  return BigInt.asIntN(words.length * 32, value)
}

/** `-12.50` for -1250 with scale 2. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale))
  const sign = unscaled < 0n ? '-' : ''
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
