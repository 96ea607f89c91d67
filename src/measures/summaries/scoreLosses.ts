import type { PairedBatch } from '../../core/predictions.js'
import { addPair, emptyPairedMoments, mergePairedMoments, type PairedMoments } from '../../stats/pairedMoments.js'
import type { Summary } from '../../stats/summary.js'

/** Losses of the scores of both sides, over the cases that have a label. A side without scores is NaN. */
export interface ScoreLosses {
  log: PairedMoments
  brier: PairedMoments
}

/** float64's epsilon: scikit-learn's clip of a probability before its logarithm. */
const EPSILON = 2 ** -52

/**
 * Log-loss: -ln of the score of the true label, clipped to [eps, 1 - eps]. Brier: (score of class 1 of two - truth)², of which it does
 * not matter which of the two is meant; with more labels the sum of squares over all labels (Brier's own form, in [0, 2]). In a
 * multilabel task each label is a question of its own: both losses are those of yes or no, averaged over the labels.
 */
export const scoreLosses: Summary<ScoreLosses, PairedBatch, ScoreLosses> = {
  empty: () => ({ log: emptyPairedMoments(), brier: emptyPairedMoments() }),
  add(state, batch) {
    if (batch.old.kind === 'label-sets' && batch.new.kind === 'label-sets')
      return addLabelSets(state, batch, batch.old.scores, batch.new.scores)
    if (batch.old.kind !== 'classes' || batch.new.kind !== 'classes' || batch.truth.kind !== 'classes') return state
    const old = batch.old.scores
    const newer = batch.new.scores
    if (old === null && newer === null) return state
    const labels = batch.labels.length
    const truth = batch.truth.labels
    const reference = batch.positive ?? 1
    for (let i = 0; i < batch.rows; i++) {
      const label = truth[i]!
      if (label < 0) continue
      addPair(state.log, logLossAt(old, i * labels + label), logLossAt(newer, i * labels + label))
      addPair(
        state.brier,
        brierAt(old, i * labels, labels, label, reference),
        brierAt(newer, i * labels, labels, label, reference),
      )
    }
    return state
  },
  merge(a, b) {
    mergePairedMoments(a.log, b.log)
    mergePairedMoments(a.brier, b.brier)
    return a
  },
  value: (state) => state,
}

/** One case's log-loss as above; NaN without a label or scores. */
export function logLossOf(batch: PairedBatch, side: 'old' | 'new', row: number): number {
  const answers = batch[side]
  const labels = batch.labels.length
  if (answers.kind === 'label-sets' && batch.truth.kind === 'label-sets')
    return meanLog(answers.scores, batch.truth.flags, row, labels)
  const label = batch.truth.kind === 'classes' ? batch.truth.labels[row]! : -1
  return answers.kind !== 'classes' || label < 0 ? Number.NaN : logLossAt(answers.scores, row * labels + label)
}

/** One case's Brier score as above; NaN without a label or scores. */
export function brierOf(batch: PairedBatch, side: 'old' | 'new', row: number): number {
  const answers = batch[side]
  const labels = batch.labels.length
  if (answers.kind === 'label-sets' && batch.truth.kind === 'label-sets')
    return meanSquare(answers.scores, batch.truth.flags, row, labels)
  const label = batch.truth.kind === 'classes' ? batch.truth.labels[row]! : -1
  if (answers.kind !== 'classes' || label < 0) return Number.NaN
  return brierAt(answers.scores, row * labels, labels, label, batch.positive ?? 1)
}

function addLabelSets(
  state: ScoreLosses,
  { truth, rows, labels: { length: labels } }: PairedBatch,
  old: Float64Array | null,
  newer: Float64Array | null,
): ScoreLosses {
  if (truth.kind !== 'label-sets' || (old === null && newer === null)) return state
  for (let row = 0; row < rows; row++) {
    addPair(state.log, meanLog(old, truth.flags, row, labels), meanLog(newer, truth.flags, row, labels))
    addPair(state.brier, meanSquare(old, truth.flags, row, labels), meanSquare(newer, truth.flags, row, labels))
  }
  return state
}

function meanLog(scores: Float64Array | null, flags: Uint8Array, row: number, labels: number): number {
  if (scores === null) return Number.NaN
  let sum = 0
  for (let at = row * labels; at < (row + 1) * labels; at++) {
    const score = Math.min(1 - EPSILON, Math.max(EPSILON, scores[at]!))
    sum -= flags[at] === 1 ? Math.log(score) : Math.log1p(-score)
  }
  return sum / labels
}

function meanSquare(scores: Float64Array | null, flags: Uint8Array, row: number, labels: number): number {
  if (scores === null) return Number.NaN
  let sum = 0
  for (let at = row * labels; at < (row + 1) * labels; at++) sum += (scores[at]! - flags[at]!) ** 2
  return sum / labels
}

function logLossAt(scores: Float64Array | null, at: number): number {
  if (scores === null) return Number.NaN
  return -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, scores[at]!)))
}

function brierAt(scores: Float64Array | null, at: number, labels: number, label: number, reference: number): number {
  if (scores === null) return Number.NaN
  if (labels === 2) {
    const miss = scores[at + reference]! - (label === reference ? 1 : 0)
    return miss * miss
  }
  let sum = 0
  for (let k = 0; k < labels; k++) {
    const miss = scores[at + k]! - (k === label ? 1 : 0)
    sum += miss * miss
  }
  return sum
}
