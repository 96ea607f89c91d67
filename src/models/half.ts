const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/**
 * The bit pattern of the half-precision float nearest to `value`, ties to even; beyond 65504 infinity.
 * @see IEEE 754-2019, binary16: 1 sign, 5 exponent (bias 15), 10 fraction bits
 */
export function toHalf(value: number): number {
  float[0] = value
  const sign = (bits[0]! >>> 16) & 0x8000
  const magnitude = Math.abs(value)
  if (Number.isNaN(value)) return sign | 0x7e00
  // Half a unit in the last place beyond the largest finite half rounds to infinity.
  if (magnitude >= 65520) return sign | 0x7c00
  // 2^-14 is the smallest normal half; below it the spacing stays 2^-24.
  const exponent = magnitude < 2 ** -14 ? -14 : Math.floor(Math.log2(magnitude))
  const steps = roundToEven(magnitude * 2 ** (10 - exponent))
  if (magnitude < 2 ** -14) return sign | steps
  // A carry out of the fraction lands in the exponent, which is where it belongs.
  return sign | (((exponent + 15) << 10) + steps - 1024)
}

export function fromHalf(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1
  const exponent = (half >>> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

function roundToEven(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  if (rest !== 0.5) return rest < 0.5 ? low : low + 1
  return low % 2 === 0 ? low : low + 1
}
