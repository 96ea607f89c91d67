import type { PairedBatch } from '../../core/predictions.js'
import { addPair, emptyPairedMoments, mergePairedMoments, type PairedMoments } from '../../stats/pairedMoments.js'
import type { Summary } from '../../stats/summary.js'

/** How far the raw answers of the two sides lie apart, labels or not. */
export interface ScoreChanges {
  /** One pair for each case: see `changeOf`. */
  pairs: PairedMoments
  /** Largest |new - old| over every score of every case; -1 before any. */
  largest: number
}

/**
 * The number compared in each case: classification, the score of the positive label of two, else that of the label that old predicted;
 * multilabel, the mean of all labels' scores; regression, the value. Tensors have their own summaries (`outputs`).
 */
export const scoreChanges: Summary<ScoreChanges, PairedBatch, ScoreChanges> = {
  empty: () => ({ pairs: emptyPairedMoments(), largest: -1 }),
  add(state, batch) {
    const { old, new: newer } = batch
    if (old.kind === 'classes' && newer.kind === 'classes') {
      if (old.scores === null || newer.scores === null) return state
      const labels = batch.labels.length
      const fixed = labels === 2 ? batch.positive : null
      for (let i = 0; i < batch.rows; i++) {
        const at = i * labels + (fixed ?? old.predicted[i]!)
        addPair(state.pairs, old.scores[at]!, newer.scores[at]!)
      }
      state.largest = largestGap(old.scores, newer.scores, batch.rows * labels, state.largest)
    } else if (old.kind === 'label-sets' && newer.kind === 'label-sets') {
      if (old.scores === null || newer.scores === null) return state
      const labels = batch.labels.length
      for (let i = 0; i < batch.rows; i++)
        addPair(state.pairs, rowMean(old.scores, i, labels), rowMean(newer.scores, i, labels))
      state.largest = largestGap(old.scores, newer.scores, batch.rows * labels, state.largest)
    } else if (old.kind === 'values' && newer.kind === 'values') {
      for (let i = 0; i < batch.rows; i++) addPair(state.pairs, old.values[i]!, newer.values[i]!)
      state.largest = largestGap(old.values, newer.values, batch.rows, state.largest)
    }
    return state
  },
  merge(a, b) {
    mergePairedMoments(a.pairs, b.pairs)
    // Not Math.max alone: a NaN on either side must stay.
    a.largest = b.largest <= a.largest ? a.largest : b.largest
    return a
  },
  value: (state) => state,
}

/** The number of one case and side as above; NaN unless both sides have scores. */
export function changeOf({ old, new: newer, labels, positive }: PairedBatch, side: 'old' | 'new', row: number): number {
  if (old.kind === 'classes' && newer.kind === 'classes') {
    if (old.scores === null || newer.scores === null) return Number.NaN
    const label = (labels.length === 2 ? positive : null) ?? old.predicted[row]!
    return (side === 'old' ? old : newer).scores![row * labels.length + label]!
  }
  if (old.kind === 'label-sets' && newer.kind === 'label-sets') {
    if (old.scores === null || newer.scores === null) return Number.NaN
    return rowMean(side === 'old' ? old.scores : newer.scores, row, labels.length)
  }
  return Number.NaN
}

function rowMean(values: Float64Array, row: number, width: number): number {
  let sum = 0
  for (let i = row * width; i < (row + 1) * width; i++) sum += values[i]!
  return sum / width
}

/** NaN once any score is NaN, so that it cannot hide. */
function largestGap(old: Float64Array, newer: Float64Array, length: number, before: number): number {
  let largest = before
  for (let i = 0; i < length; i++) {
    const gap = Math.abs(newer[i]! - old[i]!)
    if (!(gap <= largest)) largest = gap
    if (largest !== largest) return largest
  }
  return largest
}
