import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import { addChunk, emptyChunks, mergeChunks, type CaseChunks } from './caseChunks.js'
import { cellOf } from './jointCounts.js'
import { calibrationPoints } from './calibrationCells.js'
import { changeOf } from './scoreChanges.js'
import { brierOf, logLossOf } from './scoreLosses.js'

/**
 * Every case on its own, kept only where a plan names clusters or weights: what else is summed as cases pass by must then be
 * summed by cluster (16 bytes a case; with one label a case 8 more, with scores 72 more, with sets of labels and scores 48 more).
 */
export type SampledCases = Record<SampledColumn, CaseChunks>

const COLUMNS = [
  /** Digest of the cluster, NaN for a case on its own; weight. */
  'clusters',
  'weights',
  /** Cell of the joint table; NaN in other tasks. */
  'cell',
  /** Of a case without a label NaN, as of a side without scores. */
  'oldLog',
  'newLog',
  'oldBrier',
  'newBrier',
  'oldChange',
  'newChange',
  /** Score that calibration is about, and whether it came true (1, 0; NaN without a label). */
  'oldScore',
  'newScore',
  'oldOutcome',
  'newOutcome',
] as const

export type SampledColumn = (typeof COLUMNS)[number]

export const sampledCases: Summary<SampledCases, PairedBatch, SampledCases> = {
  empty: () => eachColumn(emptyChunks),
  add(state, batch) {
    const { sampling, rows } = batch
    if (sampling === undefined || rows === 0) return state
    addChunk(state.clusters, sampling.clusters ?? new Float64Array(rows).fill(Number.NaN))
    addChunk(state.weights, sampling.weights ?? new Float64Array(rows).fill(1))
    const { old, new: newer, truth } = batch
    const one = truth.kind === 'classes' ? truth.labels : null
    if (old.kind === 'classes' && newer.kind === 'classes') {
      const cells = new Float64Array(rows)
      for (let i = 0; i < rows; i++)
        cells[i] = cellOf(one === null ? -1 : one[i]!, old.predicted[i]!, newer.predicted[i]!, batch.labels.length)
      addChunk(state.cell, cells)
    }
    const hasScores = (old.kind === 'classes' || old.kind === 'label-sets') && old.kind === newer.kind
    if (!hasScores || (old.scores === null && newer.scores === null)) return state
    const each = (column: SampledColumn, of: (row: number) => number): void => {
      const values = new Float64Array(rows)
      for (let row = 0; row < rows; row++) values[row] = of(row)
      addChunk(state[column], values)
    }
    for (const side of ['old', 'new'] as const) {
      each(`${side}Log`, (row) => logLossOf(batch, side, row))
      each(`${side}Brier`, (row) => brierOf(batch, side, row))
      each(`${side}Change`, (row) => changeOf(batch, side, row))
      if (old.kind !== 'classes') continue
      const { scores, outcomes } = calibrationPoints(batch, side)
      addChunk(state[`${side}Score`], scores)
      addChunk(state[`${side}Outcome`], outcomes)
    }
    return state
  },
  merge(a, b) {
    return eachColumn((column) => mergeChunks(a[column], b[column]))
  },
  value: (state) => state,
}

function eachColumn<T>(make: (column: SampledColumn) => T): Record<SampledColumn, T> {
  const made: Partial<Record<SampledColumn, T>> = {}
  for (const column of COLUMNS) made[column] = make(column)
  return made as Record<SampledColumn, T>
}
