import type { PairedBatch } from '../../core/predictions.js'
import type { ClusterSample } from '../../stats/clusterSample.js'
import type { Summary } from '../../stats/summary.js'

/**
 * Every case of a multilabel set by the labels that stand in its truth or in an answer; all others need no room, however many labels
 * there are. A cell is `label * 8 + 4 (true) + 2 (old says so) + 1 (new says so)`; without known truth the 4 is never there.
 */
export interface LabelSetCases {
  /** In the pieces in which they came: the number of cells up to the end of each case, within the piece. */
  ends: Uint32Array[]
  cells: Uint32Array[]
}

/** The pieces in one: the cells of case i stand from `ends[i - 1]` (0 for the first) to `ends[i]`. */
export interface LabelSetTable {
  readonly ends: Uint32Array
  readonly cells: Uint32Array
  /** With clusters or weights: how the cases were drawn. */
  readonly sample?: ClusterSample
}

export const TRUE = 4
export const OLD = 2
export const NEW = 1

export const labelSetCases: Summary<LabelSetCases, PairedBatch, LabelSetTable> = {
  empty: () => ({ ends: [], cells: [] }),
  add(state, batch) {
    if (batch.old.kind !== 'label-sets' || batch.new.kind !== 'label-sets') return state
    const truth = batch.truth.kind === 'label-sets' ? batch.truth.flags : null
    const labels = batch.labels.length
    const old = batch.old.decided
    const newer = batch.new.decided
    const ends = new Uint32Array(batch.rows)
    const cells: number[] = []
    for (let row = 0, at = 0; row < batch.rows; row++) {
      for (let label = 0; label < labels; label++, at++) {
        const held = (truth !== null && truth[at] === 1 ? TRUE : 0) + old[at]! * OLD + newer[at]! * NEW
        if (held !== 0) cells.push(label * 8 + held)
      }
      ends[row] = cells.length
    }
    state.ends.push(ends)
    state.cells.push(Uint32Array.from(cells))
    return state
  },
  merge: (a, b) => ({ ends: [...a.ends, ...b.ends], cells: [...a.cells, ...b.cells] }),
  value(state) {
    const ends = new Uint32Array(lengthOf(state.ends))
    const cells = new Uint32Array(lengthOf(state.cells))
    let row = 0
    let from = 0
    state.ends.forEach((part, i) => {
      for (const end of part) ends[row++] = from + end
      cells.set(state.cells[i]!, from)
      from += state.cells[i]!.length
    })
    return { ends, cells }
  },
}

/** The cases at `rows` alone. */
export function selectLabelSets({ ends, cells }: LabelSetTable, rows: Uint32Array): LabelSetTable {
  if (ends.length === 0) return { ends, cells }
  const startOf = (row: number): number => (row === 0 ? 0 : ends[row - 1]!)
  const selected = new Uint32Array(rows.length)
  let length = 0
  for (let i = 0; i < rows.length; i++) selected[i] = length += ends[rows[i]!]! - startOf(rows[i]!)
  const kept = new Uint32Array(length)
  for (let i = 0; i < rows.length; i++)
    kept.set(cells.subarray(startOf(rows[i]!), ends[rows[i]!]!), i === 0 ? 0 : selected[i - 1]!)
  return { ends: selected, cells: kept }
}

function lengthOf(parts: readonly Uint32Array[]): number {
  return parts.reduce((length, part) => length + part.length, 0)
}
