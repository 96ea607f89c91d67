import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import type { PairedSuccesses } from '../proportionFigures.js'

/** Labelled cases whose label is among the k highest scores: of both sides, of one alone, and all. */
export interface TopCounts {
  k: number
  both: number
  onlyOld: number
  onlyNew: number
  n: number
}

/**
 * A label that shares its score with others stands behind them all: what a model cannot tell apart it has not found, whatever the order of
 * the labels (scikit-learn lets the order decide). A side without scores finds nothing here; `needsScores` keeps it from being told.
 */
export function topCounts(k: number): Summary<TopCounts, PairedBatch, PairedSuccesses> {
  return {
    empty: () => ({ k, both: 0, onlyOld: 0, onlyNew: 0, n: 0 }),
    add(state, { old, new: newer, truth, rows, labels: { length: labels } }) {
      if (old.kind !== 'classes' || newer.kind !== 'classes' || truth.kind !== 'classes') return state
      if (old.scores === null && newer.scores === null) return state
      for (let row = 0; row < rows; row++) {
        const label = truth.labels[row]!
        if (label < 0) continue
        const byOld = isAmongTop(old.scores, row * labels, labels, label, k)
        const byNew = isAmongTop(newer.scores, row * labels, labels, label, k)
        state.n++
        if (byOld && byNew) state.both++
        else if (byOld) state.onlyOld++
        else if (byNew) state.onlyNew++
      }
      return state
    },
    merge: (a, b) => ({
      k: a.k,
      both: a.both + b.both,
      onlyOld: a.onlyOld + b.onlyOld,
      onlyNew: a.onlyNew + b.onlyNew,
      n: a.n + b.n,
    }),
    value: ({ both, onlyOld, onlyNew, n }) => ({ both, onlyOld, onlyNew, n }),
  }
}

function isAmongTop(scores: Float64Array | null, from: number, labels: number, label: number, k: number): boolean {
  if (scores === null) return false
  const own = scores[from + label]!
  let before = 0
  // Not `>= own` alone: with a NaN nothing is found.
  for (let at = from; at < from + labels; at++) if (!(scores[at]! < own)) before++
  return before <= k
}
