import { size } from '../../core/batch.js'
import type { NumberOutput } from '../../core/tensorOutput.js'
import { addToMoments, moments, type Moments } from '../../stats/moments.js'

/** How often the largest element along one axis stands in the same place on both sides. */
export interface ArgmaxAgreement {
  /** As the model's shape counts it. */
  axis: number
  /** Cases with a position to look at; positions of all, and those that agree. */
  cases: number
  positions: number
  agreed: number
  /** Some case had no such axis, or an axis of one element, along which there is nothing to choose. */
  absent: boolean
  share: Moments
}

export function emptyArgmax(axis: number): ArgmaxAgreement {
  return { axis, cases: 0, positions: 0, agreed: 0, absent: false, share: moments.empty() }
}

/** Of equal elements the first is the largest, as numpy.argmax has it. Masked elements are passed over. */
export function addArgmax(state: ArgmaxAgreement, old: NumberOutput, newer: NumberOutput, rows: number): void {
  const axis = state.axis < 0 ? old.shape.length + state.axis : state.axis - 1
  const length = old.shape[axis]
  if (length === undefined || length < 2) {
    state.absent = true
    return
  }
  const inner = size(old.shape.slice(axis + 1))
  const outer = size(old.shape.slice(0, axis))
  const width = outer * length * inner
  for (let row = 0; row < rows; row++) {
    let positions = 0
    let agreed = 0
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const first = row * width + o * length * inner + i
        const here = placeOfLargest(old, first, length, inner)
        if (here < 0) continue
        positions++
        if (here === placeOfLargest(newer, first, length, inner)) agreed++
      }
    }
    if (positions === 0) continue
    state.cases++
    state.positions += positions
    state.agreed += agreed
    addToMoments(state.share, agreed / positions)
  }
}

/** Along one axis, from element `first` in steps of `step`; -1 where the mask leaves none. */
function placeOfLargest({ values, mask }: NumberOutput, first: number, length: number, step: number): number {
  let best = -1
  let largest = 0
  for (let place = 0, at = first; place < length; place++, at += step) {
    if (mask !== null && mask.keep[Math.floor(at / mask.each)] !== 1) continue
    if (best >= 0 && !(values[at]! > largest)) continue
    best = place
    largest = values[at]!
  }
  return best
}

export function mergeArgmax(a: ArgmaxAgreement, b: ArgmaxAgreement): ArgmaxAgreement {
  return {
    axis: a.axis,
    cases: a.cases + b.cases,
    positions: a.positions + b.positions,
    agreed: a.agreed + b.agreed,
    absent: a.absent || b.absent,
    share: moments.merge(a.share, b.share),
  }
}
