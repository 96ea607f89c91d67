import { createHash } from 'node:crypto'
import type { WeightPart, WeightsReport } from '../../core/weights.js'
import { fromHalf, toHalf } from '../half.js'

/** Numbers of a tensor, for those that hold floats; null for the others (whole numbers, texts), whose bytes alone count. */
export interface StoredTensor {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
  readonly floats: Float32Array | Float64Array | null
}

/** A model with more weights is not looked at: it would take longer than loading it. */
export const MOST_ELEMENTS = 100_000_000

/** Tensors of which fewer are different and no round numbers say nothing: zeros, ones, an epsilon, the three means of a picture. */
const LEAST_TELLING = 4
/** Floats that must all be exact in half precision before it is said that they were rounded. */
const LEAST_ROUNDED = 100

/**
 * Digests of weights that do not depend on how they are wrapped. `sha256` is of types, shapes and bytes, tensor by tensor, in sorted order: names do not
 * count. Each telling tensor of floats also gets the sum, modulo 2^32, of four mixes of its numbers' bits (murmur3's finalizer, after a constant each), once in
 * single and once in half precision: a multiset digest, the same for a transposed kernel and for the same numbers in double precision. It is no
 * cryptographic one: somebody could make two that agree, but nothing more than a notice hangs on it.
 * The Python host does the same in weights.py.
 */
export class WeightTally {
  readonly #digests: string[] = []
  readonly #parts: WeightPart[] = []
  readonly #stored: Record<string, number> = {}
  #elements = 0
  #float16 = 0
  #bfloat16 = 0
  #wide = 0

  /** False when there are too many to go on. */
  add({ dtype, shape, bytes, floats }: StoredTensor): boolean {
    const elements = shape.reduce((product, length) => product * length, 1)
    this.#elements += elements
    if (this.#elements > MOST_ELEMENTS) return false
    this.#stored[dtype] = (this.#stored[dtype] ?? 0) + elements
    const content = createHash('sha256').update(bytes).digest('hex')
    this.#digests.push(`${dtype} [${shape.join(',')}] ${content}`)
    if (floats !== null && isTelling(floats)) this.#addPart(dtype, floats)
    return true
  }

  report(): WeightsReport {
    const rounded = this.#wide >= LEAST_ROUNDED
    return {
      sha256: createHash('sha256').update(this.#digests.sort().join('\n')).digest('hex'),
      tensors: this.#digests.length,
      elements: this.#elements,
      stored: this.#stored,
      parts: this.#parts.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1)),
      rounded: !rounded
        ? null
        : this.#float16 === this.#wide
          ? 'float16'
          : this.#bfloat16 === this.#wide
            ? 'bfloat16'
            : null,
    }
  }

  #addPart(dtype: string, floats: Float32Array | Float64Array): void {
    const single = new MultisetDigest()
    const half = new MultisetDigest()
    const wide = dtype === 'float32' || dtype === 'float64'
    const value = new Float32Array(1)
    const bits = new Uint32Array(value.buffer)
    for (const float of floats) {
      // One zero, one NaN: whatever sign or payload a converter left.
      value[0] = float === 0 ? 0 : float
      const whole = Number.isNaN(float) ? NAN_BITS : bits[0]!
      single.add(whole)
      const narrow = toHalf(value[0]!)
      half.add(narrow === 0x8000 ? 0 : narrow)
      if (!wide) continue
      this.#wide++
      if (fromHalf(narrow) === float) this.#float16++
      if ((whole & 0xffff) === 0 && value[0] === float) this.#bfloat16++
    }
    this.#parts.push([floats.length, single.hex(), half.hex()])
  }
}

const NAN_BITS = 0x7fc00000
const CONSTANTS = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const

class MultisetDigest {
  #a = 0
  #b = 0
  #c = 0
  #d = 0

  add(bits: number): void {
    this.#a = (this.#a + mix(bits ^ CONSTANTS[0])) | 0
    this.#b = (this.#b + mix(bits ^ CONSTANTS[1])) | 0
    this.#c = (this.#c + mix(bits ^ CONSTANTS[2])) | 0
    this.#d = (this.#d + mix(bits ^ CONSTANTS[3])) | 0
  }

  hex(): string {
    return [this.#a, this.#b, this.#c, this.#d].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }
}

/** murmur3's fmix32. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Whether at least four different numbers are no multiples of 1/256, which people write by hand. */
function isTelling(floats: Float32Array | Float64Array): boolean {
  const seen = new Set<number>()
  for (const float of floats) {
    if (!Number.isFinite(float) || Number.isInteger(float * 256)) continue
    seen.add(float)
    if (seen.size >= LEAST_TELLING) return true
  }
  return false
}
