import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import type { TableCases } from '../clustered/clusteredTable.js'

/** Cases by truth, old answer and new answer: all that label-based measures need, whatever the number of cases. */
export interface JointCounts {
  labels: number
  /** Small tables are arrays; with many labels only the cells that occur are kept. Index: `((truth + 1) * labels + old) * labels + new`. */
  cells: Float64Array | Map<number, number>
}

export interface JointTable {
  readonly truth: Int32Array
  readonly old: Int32Array
  readonly new: Int32Array
  readonly counts: Float64Array
  /** With clusters or weights: where each case stands. `counts` are numbers of cases all the same. */
  readonly cases?: TableCases
}

const LARGEST_ARRAY = 20_000

export function cellOf(truth: number, old: number, newer: number, labels: number): number {
  return ((truth + 1) * labels + old) * labels + newer
}

/** The value lists the cells that hold cases, in ascending order of truth (-1 = no label), old, new. */
export function jointCounts(labels: number): Summary<JointCounts, PairedBatch, JointTable> {
  const size = (labels + 1) * labels * labels
  return {
    empty: () => ({ labels, cells: size <= LARGEST_ARRAY ? new Float64Array(size) : new Map<number, number>() }),
    add(state, batch) {
      if (batch.old.kind !== 'classes' || batch.new.kind !== 'classes') return state
      const truth = batch.truth.kind === 'classes' ? batch.truth.labels : null
      const old = batch.old.predicted
      const newer = batch.new.predicted
      const cells = state.cells
      for (let i = 0; i < batch.rows; i++) {
        if (!(old[i]! >= 0 && old[i]! < labels && newer[i]! >= 0 && newer[i]! < labels))
          throw new Error(`bug: row ${i} has the answers ${old[i]} and ${newer[i]}, but there are ${labels} labels`)
        const cell = cellOf(truth === null ? -1 : truth[i]!, old[i]!, newer[i]!, labels)
        if (cells instanceof Map) cells.set(cell, (cells.get(cell) ?? 0) + 1)
        else cells[cell]!++
      }
      return state
    },
    merge(a, b) {
      for (const [cell, count] of entriesOf(b))
        if (a.cells instanceof Map) a.cells.set(cell, (a.cells.get(cell) ?? 0) + count)
        else a.cells[cell]! += count
      return a
    },
    value(state) {
      const cells = entriesOf(state).sort(([a], [b]) => a - b)
      return {
        truth: Int32Array.from(cells, ([cell]) => Math.floor(cell / labels / labels) - 1),
        old: Int32Array.from(cells, ([cell]) => Math.floor(cell / labels) % labels),
        new: Int32Array.from(cells, ([cell]) => cell % labels),
        counts: Float64Array.from(cells, ([, count]) => count),
      }
    },
  }
}

function entriesOf(state: JointCounts): [number, number][] {
  if (state.cells instanceof Map) return [...state.cells]
  const entries: [number, number][] = []
  state.cells.forEach((count, cell) => {
    if (count > 0) entries.push([cell, count])
  })
  return entries
}
