import type { Grid } from '../../core/evidence.js'
import type { PairedBatch } from '../../core/predictions.js'
import { equalEdges } from '../../stats/histogram.js'
import type { Summary } from '../../stats/summary.js'
import { shownScores } from '../scoreColumns.js'
import { binOfShare } from '../summaries/calibrationCells.js'

export const GRID_BINS = 20

/** Cases by old's (x) and new's (y) shown score; index `y * GRID_BINS + x`. */
export interface ScoreGrid {
  cases: number
  counts: Float64Array
}

export const scoreGrid: Summary<ScoreGrid, PairedBatch, Grid | null> = {
  empty: () => ({ cases: 0, counts: new Float64Array(GRID_BINS * GRID_BINS) }),
  add(state, batch) {
    if (batch.old.kind !== 'classes' || batch.new.kind !== 'classes') return state
    if (batch.old.scores === null || batch.new.scores === null) return state
    const x = shownScores(batch.old, batch)
    const y = shownScores(batch.new, batch)
    for (let i = 0; i < batch.rows; i++)
      state.counts[binOfShare(y[i]!, GRID_BINS) * GRID_BINS + binOfShare(x[i]!, GRID_BINS)]!++
    state.cases += batch.rows
    return state
  },
  merge(a, b) {
    a.cases += b.cases
    for (let i = 0; i < a.counts.length; i++) a.counts[i]! += b.counts[i]!
    return a
  },
  value(state) {
    if (state.cases === 0) return null
    const edges = [...equalEdges(0, 1, GRID_BINS)]
    return { xEdges: edges, yEdges: edges, counts: rowsOf(state.counts, GRID_BINS) }
  },
}

export function rowsOf(counts: Float64Array, width: number): number[][] {
  return Array.from({ length: counts.length / width }, (_, row) => [...counts.subarray(row * width, (row + 1) * width)])
}
