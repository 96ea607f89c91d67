import type { Reduction } from '../core/comparedOutput.js'
import { size } from '../core/batch.js'
import type { OutputMask } from '../core/tensorOutput.js'

export interface Reducible {
  readonly shape: readonly number[]
  readonly values: Float64Array
  readonly mask: OutputMask | null
}

/**
 * One axis of every case (0 = the first after the batch) put into one number: its mean, largest, sum, or the place of its largest (the
 * first of equals, as numpy.argmax). Masked elements do not count; where none is left the result is masked itself.
 */
export function reduceOutput(
  { shape, values, mask }: Reducible,
  reduce: Exclude<Reduction, 'none'>,
  axis: number,
  rows: number,
): Reducible {
  const length = shape[axis]!
  const inner = size(shape.slice(axis + 1))
  const outer = rows * size(shape.slice(0, axis))
  const reduced = new Float64Array(outer * inner)
  const left = new Uint8Array(outer * inner)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const into = o * inner + i
      let count = 0
      let result = reduce === 'max' ? -Infinity : 0
      let largest = -Infinity
      for (let place = 0, at = o * length * inner + i; place < length; place++, at += inner) {
        if (mask !== null && mask.keep[Math.floor(at / mask.each)] !== 1) continue
        const value = values[at]!
        count++
        if (reduce === 'mean' || reduce === 'sum') result += value
        // Comparisons with NaN are false: it must come through, not be passed over.
        else if (reduce === 'max') result = Number.isNaN(value) || value > result ? value : result
        else if (count === 1 || value > largest) [result, largest] = [place, value]
        if (Number.isNaN(value)) {
          result = Number.NaN
          break
        }
      }
      reduced[into] = reduce === 'mean' && count > 0 ? result / count : result
      left[into] = count > 0 ? 1 : 0
    }
  }
  return {
    shape: shape.filter((_, index) => index !== axis),
    values: reduced,
    mask: mask === null && length > 0 ? null : { keep: left, each: 1 },
  }
}
