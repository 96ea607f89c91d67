import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import { addChunk, emptyChunks, mergeChunks, type CaseChunks } from './caseChunks.js'

/** Every score of every case, where any has a label: ranks are exact, so they need them all (about 20 bytes a case and side for two labels). */
export interface RankScores {
  /** Index of the label, -1 of a case without one; empty in a multilabel task. */
  truth: CaseChunks
  old: CaseChunks
  new: CaseChunks
}

export interface RankedCases {
  /** One side's scores of one label; empty when the side has none. */
  column(side: 'old' | 'new', label: number, labels: number): Float64Array
}

/** Beyond this, one-vs-rest ranks would need gigabytes: they are not kept, and measures say `too-many-classes`. */
export const MOST_RANKED_LABELS = 100

export const rankScores: Summary<RankScores, PairedBatch, RankedCases> = {
  empty: () => ({ truth: emptyChunks(), old: emptyChunks(), new: emptyChunks() }),
  add(state, batch) {
    if (batch.old.kind === 'label-sets' && batch.new.kind === 'label-sets') {
      // Which cases have a label stands in `labelSetCases`.
      if (batch.truth.kind !== 'label-sets' || batch.labels.length > MOST_RANKED_LABELS) return state
      if (batch.old.scores !== null) addChunk(state.old, batch.old.scores)
      if (batch.new.scores !== null) addChunk(state.new, batch.new.scores)
      return state
    }
    if (batch.old.kind !== 'classes' || batch.new.kind !== 'classes' || batch.truth.kind !== 'classes') return state
    const labels = batch.labels.length
    if (labels > MOST_RANKED_LABELS || (batch.old.scores === null && batch.new.scores === null)) return state
    addChunk(state.truth, Float64Array.from(batch.truth.labels))
    if (batch.old.scores !== null) addChunk(state.old, batch.old.scores)
    if (batch.new.scores !== null) addChunk(state.new, batch.new.scores)
    return state
  },
  merge: (a, b) => ({
    truth: mergeChunks(a.truth, b.truth),
    old: mergeChunks(a.old, b.old),
    new: mergeChunks(a.new, b.new),
  }),
  value: (state) => ({ column: (side, label, labels) => columnOf(state[side], label, labels) }),
}

/** Picked out of the pieces as they are: joining them first would hold every score twice. */
function columnOf({ chunks }: CaseChunks, label: number, labels: number): Float64Array {
  const column = new Float64Array(chunks.reduce((length, chunk) => length + chunk.length, 0) / labels)
  let at = 0
  for (const chunk of chunks) for (let i = label; i < chunk.length; i += labels) column[at++] = chunk[i]!
  return column
}
