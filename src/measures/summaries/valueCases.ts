import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import { addChunk, emptyChunks, joinChunks, mergeChunks, type CaseChunks } from './caseChunks.js'

/** Truth, old and new value of every case of a regression (24 bytes a case): medians and R² need them exactly. */
export interface ValueCases {
  truth: CaseChunks
  old: CaseChunks
  new: CaseChunks
}

export interface ValueTable {
  /** NaN where the case has no known value. */
  readonly truth: Float64Array
  readonly old: Float64Array
  readonly new: Float64Array
}

export const valueCases: Summary<ValueCases, PairedBatch, ValueTable> = {
  empty: () => ({ truth: emptyChunks(), old: emptyChunks(), new: emptyChunks() }),
  add(state, batch) {
    if (batch.old.kind !== 'values' || batch.new.kind !== 'values') return state
    addChunk(
      state.truth,
      batch.truth.kind === 'values' ? batch.truth.values : new Float64Array(batch.rows).fill(Number.NaN),
    )
    addChunk(state.old, batch.old.values)
    addChunk(state.new, batch.new.values)
    return state
  },
  merge: (a, b) => ({
    truth: mergeChunks(a.truth, b.truth),
    old: mergeChunks(a.old, b.old),
    new: mergeChunks(a.new, b.new),
  }),
  value: (state) => ({ truth: joinChunks(state.truth), old: joinChunks(state.old), new: joinChunks(state.new) }),
}
