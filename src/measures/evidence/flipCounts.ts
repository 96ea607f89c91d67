import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'

/** Bins of old's highest score; below one half there are few cases, and with two labels none. */
export const CONFIDENCE_EDGES: readonly number[] = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

/** By bin of old's highest score: labelled cases, those that new loses, those that it wins. */
export interface FlipCounts {
  cases: Float64Array
  negative: Float64Array
  positive: Float64Array
  /** Every case, labelled or not, and those whose answer changed. */
  all: Float64Array
  changed: Float64Array
}

const BINS = CONFIDENCE_EDGES.length - 1

export const flipCounts: Summary<FlipCounts, PairedBatch, FlipCounts> = {
  empty: () => ({
    cases: new Float64Array(BINS),
    negative: new Float64Array(BINS),
    positive: new Float64Array(BINS),
    all: new Float64Array(BINS),
    changed: new Float64Array(BINS),
  }),
  add(state, batch) {
    if (batch.old.kind !== 'classes' || batch.new.kind !== 'classes') return state
    const scores = batch.old.scores
    if (scores === null) return state
    const labels = batch.labels.length
    for (let i = 0; i < batch.rows; i++) {
      const bin = confidenceBin(highest(scores, i * labels, labels))
      state.all[bin]!++
      if (batch.old.predicted[i] !== batch.new.predicted[i]) state.changed[bin]!++
      const label = batch.truth.kind === 'classes' ? batch.truth.labels[i]! : -1
      if (label < 0) continue
      const old = batch.old.predicted[i] === label
      const newer = batch.new.predicted[i] === label
      state.cases[bin]!++
      if (old && !newer) state.negative[bin]!++
      if (!old && newer) state.positive[bin]!++
    }
    return state
  },
  merge(a, b) {
    for (let i = 0; i < BINS; i++) {
      a.cases[i]! += b.cases[i]!
      a.negative[i]! += b.negative[i]!
      a.positive[i]! += b.positive[i]!
      a.all[i]! += b.all[i]!
      a.changed[i]! += b.changed[i]!
    }
    return a
  },
  value: (state) => state,
}

function highest(scores: Float64Array, from: number, width: number): number {
  let top = scores[from]!
  for (let k = 1; k < width; k++) if (scores[from + k]! > top) top = scores[from + k]!
  return top
}

function confidenceBin(score: number): number {
  for (let bin = BINS - 1; bin > 0; bin--) if (score >= CONFIDENCE_EDGES[bin]!) return bin
  return 0
}
