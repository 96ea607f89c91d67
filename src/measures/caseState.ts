import type { PairedBatch } from '../core/predictions.js'
import type { Summary } from '../stats/summary.js'
import { caseRows, type CaseRows } from './caseRows.js'
import type { CaseSums } from './caseSums.js'

/** All that is kept of a set's cases: their sums, and each of them. */
export interface CaseState extends CaseSums {
  rows: CaseRows
}

export function caseState(sums: Summary<CaseSums, PairedBatch, CaseSums>): Summary<CaseState, PairedBatch, CaseState> {
  return {
    empty: () => ({ ...sums.empty(), rows: caseRows.empty() }),
    add(state, batch) {
      sums.add(state, batch)
      caseRows.add(state.rows, batch)
      return state
    },
    merge: (a, b) => ({ ...sums.merge(a, b), rows: caseRows.merge(a.rows, b.rows) }),
    value: (state) => state,
  }
}
