import { takeRows } from '../../core/batch.js'
import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import { addChunk, emptyChunks, joinChunks, mergeChunks, type CaseChunks } from './caseChunks.js'

/** Every score of every labelled case: ranks are exact, so they need them all (about 20 bytes a case and side for two labels). */
export interface RankScores {
  truth: CaseChunks
  old: CaseChunks
  new: CaseChunks
}

export interface RankedCases {
  /** Index of the true label of each case; empty in a multilabel task. */
  readonly truth: Float64Array
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
    const truth = batch.truth.labels
    const rows = labelledRows(truth)
    addChunk(state.truth, truthOf(truth, rows))
    if (batch.old.scores !== null) addChunk(state.old, keepRows(batch.old.scores, rows, labels))
    if (batch.new.scores !== null) addChunk(state.new, keepRows(batch.new.scores, rows, labels))
    return state
  },
  merge: (a, b) => ({
    truth: mergeChunks(a.truth, b.truth),
    old: mergeChunks(a.old, b.old),
    new: mergeChunks(a.new, b.new),
  }),
  value: (state) => ({
    truth: joinChunks(state.truth),
    column: (side, label, labels) => columnOf(state[side], label, labels),
  }),
}

/** Picked out of the pieces as they are: joining them first would hold every score twice. */
function columnOf({ chunks }: CaseChunks, label: number, labels: number): Float64Array {
  const column = new Float64Array(chunks.reduce((length, chunk) => length + chunk.length, 0) / labels)
  let at = 0
  for (const chunk of chunks) for (let i = label; i < chunk.length; i += labels) column[at++] = chunk[i]!
  return column
}

/** Null when every row has a label. */
function labelledRows(truth: Int32Array): Uint32Array | null {
  let missing = 0
  for (let i = 0; i < truth.length; i++) if (truth[i]! < 0) missing++
  if (missing === 0) return null
  const rows = new Uint32Array(truth.length - missing)
  for (let i = 0, at = 0; i < truth.length; i++) if (truth[i]! >= 0) rows[at++] = i
  return rows
}

function keepRows(scores: Float64Array, rows: Uint32Array | null, width: number): Float64Array {
  return rows === null ? scores : takeRows(scores, rows, width)
}

function truthOf(truth: Int32Array, rows: Uint32Array | null): Float64Array {
  const kept = new Float64Array(rows === null ? truth.length : rows.length)
  for (let i = 0; i < kept.length; i++) kept[i] = truth[rows === null ? i : rows[i]!]!
  return kept
}
