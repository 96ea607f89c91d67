import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import { addChunk, emptyChunks, joinChunks, mergeChunks, type CaseChunks } from './caseChunks.js'

/** Both scores of the positive label of two, of each case without a label: those of labelled ones stand in `rankScores`. */
export interface UnlabelledScores {
  old: CaseChunks
  new: CaseChunks
}

export const unlabelledScores: Summary<
  UnlabelledScores,
  PairedBatch,
  { readonly old: Float64Array; readonly new: Float64Array }
> = {
  empty: () => ({ old: emptyChunks(), new: emptyChunks() }),
  add(state, { old, new: newer, truth, positive, labels, rows }) {
    if (labels.length !== 2 || positive === null || old.kind !== 'classes' || newer.kind !== 'classes') return state
    if (old.scores === null || newer.scores === null) return state
    const without: number[] = []
    for (let row = 0; row < rows; row++)
      if (truth.kind !== 'classes' || truth.labels[row]! < 0) without.push(row * 2 + positive)
    for (const side of ['old', 'new'] as const) {
      const scores = (side === 'old' ? old : newer).scores!
      addChunk(
        state[side],
        Float64Array.from(without, (at) => scores[at]!),
      )
    }
    return state
  },
  merge: (a, b) => ({ old: mergeChunks(a.old, b.old), new: mergeChunks(a.new, b.new) }),
  value: (state) => ({ old: joinChunks(state.old), new: joinChunks(state.new) }),
}
