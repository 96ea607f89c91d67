import type { ClassPredictions, PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'

/**
 * Cases by (bin of old's score, bin of new's score, outcome), with the sums of both scores in each cell: enough for both calibration
 * errors and their paired resampling. Index: `(oldBin * bins + newBin) * 4 + oldOutcome * 2 + newOutcome`.
 */
export interface CalibrationCells {
  bins: number
  counts: Float64Array
  oldSums: Float64Array
  newSums: Float64Array
}

/**
 * Equal-width bins of [0, 1], each with its lower edge, the last with both. With two labels and a positive one: its score, and whether it is
 * the truth; otherwise the score of the predicted label, and whether that is the truth. Cases without a label are left out.
 */
export function calibrationCells(bins: number): Summary<CalibrationCells, PairedBatch, CalibrationCells> {
  const size = bins * bins * 4
  return {
    empty: () => ({
      bins,
      counts: new Float64Array(size),
      oldSums: new Float64Array(size),
      newSums: new Float64Array(size),
    }),
    add(state, batch) {
      if (batch.old.kind !== 'classes' || batch.new.kind !== 'classes' || batch.truth.kind !== 'classes') return state
      const { old, new: newer } = batch
      if (old.scores === null && newer.scores === null) return state
      const labels = batch.labels.length
      const fixed = labels === 2 ? batch.positive : null
      const truth = batch.truth.labels
      for (let i = 0; i < batch.rows; i++) {
        const label = truth[i]!
        if (label < 0) continue
        const oldClass = fixed ?? old.predicted[i]!
        const newClass = fixed ?? newer.predicted[i]!
        const oldScore = scoreAt(old, i * labels + oldClass)
        const newScore = scoreAt(newer, i * labels + newClass)
        const outcome = (label === oldClass ? 2 : 0) + (label === newClass ? 1 : 0)
        const cell = (binOfShare(oldScore, bins) * bins + binOfShare(newScore, bins)) * 4 + outcome
        state.counts[cell]!++
        state.oldSums[cell]! += oldScore
        state.newSums[cell]! += newScore
      }
      return state
    },
    merge(a, b) {
      for (let i = 0; i < size; i++) {
        a.counts[i]! += b.counts[i]!
        a.oldSums[i]! += b.oldSums[i]!
        a.newSums[i]! += b.newSums[i]!
      }
      return a
    },
    value: (state) => state,
  }
}

/** Of each case the score that calibration is about, and whether it came true (1 or 0); NaN without a label or scores. */
export function calibrationPoints(
  { truth, labels, positive, rows, ...sides }: PairedBatch,
  side: 'old' | 'new',
): { readonly scores: Float64Array; readonly outcomes: Float64Array } {
  const scores = new Float64Array(rows).fill(Number.NaN)
  const outcomes = new Float64Array(rows).fill(Number.NaN)
  const answers = sides[side]
  if (answers.kind !== 'classes' || truth.kind !== 'classes') return { scores, outcomes }
  const fixed = labels.length === 2 ? positive : null
  for (let row = 0; row < rows; row++) {
    const label = truth.labels[row]!
    if (label < 0) continue
    const shown = fixed ?? answers.predicted[row]!
    scores[row] = scoreAt(answers, row * labels.length + shown)
    outcomes[row] = label === shown ? 1 : 0
  }
  return { scores, outcomes }
}

/** NaN (a side without scores) goes to bin 0, and makes that side's sums NaN. */
export function binOfShare(score: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(score * bins))) || 0
}

function scoreAt(of: ClassPredictions, at: number): number {
  return of.scores === null ? Number.NaN : of.scores[at]!
}
