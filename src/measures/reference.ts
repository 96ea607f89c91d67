import { columnOf, type Batch, type Field } from '../core/batch.js'
import {
  addRows,
  columnSamples,
  mergeRowSamples,
  sampledColumns,
  startRowSample,
  type ColumnSample,
  type RowSampleState,
} from './rowSample.js'

/** The columns of a reference set, summarized for drift. */
export interface ReferenceSummary {
  add(batch: Batch): void
  /** Takes in the other's rows; the other must not be used afterwards. */
  merge(other: ReferenceSummary): void
  columns(): readonly ColumnSample[]
  readonly state: RowSampleState
}

/** Starts a summary of `features` of a reference set: at most 100,000 rows are kept, exact below. */
export function startReference(features: readonly Field[], seed: number): ReferenceSummary {
  const columns = sampledColumns(features)
  let state = startRowSample(columns, seed)
  let known: readonly ColumnSample[] | null = null
  return {
    add(batch) {
      known = null
      addRows(
        state,
        batch.start,
        batch.rows,
        columns.map(({ name }) => columnOf(batch, name)),
      )
    },
    merge(other) {
      known = null
      state = mergeRowSamples(state, other.state)
    },
    columns: () => (known ??= columnSamples(state)),
    get state() {
      return state
    },
  }
}
