import { size } from '../../core/batch.js'
import type { TensorOutput } from '../../core/tensorOutput.js'
import { addToMoments } from '../../stats/moments.js'
import type { OutputDifference } from './outputDifference.js'

/** Texts are equal or not: nothing lies between. */
export function compareTexts(state: OutputDifference, old: TensorOutput, newer: TensorOutput, rows: number): void {
  const width = size(old.shape)
  for (let row = 0; row < rows; row++) {
    let elements = 0
    let equal = 0
    for (let i = row * width; i < (row + 1) * width; i++) {
      if (old.mask !== null && old.mask.keep[Math.floor(i / old.mask.each)] !== 1) continue
      elements++
      if (old.values[i] === newer.values[i]) equal++
    }
    if (elements === 0) state.maskedCases++
    else {
      state.cases++
      state.elements += elements
      state.equal += equal
      addToMoments(state.shareEqual, equal / elements)
    }
  }
}
