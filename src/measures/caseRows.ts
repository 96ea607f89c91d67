import type { PairedBatch } from '../core/predictions.js'
import type { Summary } from '../stats/summary.js'
import { labelSetCases, type LabelSetCases } from './summaries/labelSetCases.js'
import { rankScores, type RankScores } from './summaries/rankScores.js'
import { sampledCases, type SampledCases } from './summaries/sampledCases.js'
import { valueCases, type ValueCases } from './summaries/valueCases.js'

/** What is kept of every case on its own: once for all cases. A slice only knows which of them are its own (`SliceState`). */
export interface CaseRows {
  labelSets: LabelSetCases
  ranks: RankScores
  values: ValueCases
  /** Empty unless the cases come with clusters or weights. */
  sampled: SampledCases
}

export const caseRows: Summary<CaseRows, PairedBatch, CaseRows> = {
  empty: () => ({
    labelSets: labelSetCases.empty(),
    ranks: rankScores.empty(),
    values: valueCases.empty(),
    sampled: sampledCases.empty(),
  }),
  add(state, batch) {
    labelSetCases.add(state.labelSets, batch)
    rankScores.add(state.ranks, batch)
    valueCases.add(state.values, batch)
    sampledCases.add(state.sampled, batch)
    return state
  },
  merge: (a, b) => ({
    labelSets: labelSetCases.merge(a.labelSets, b.labelSets),
    ranks: rankScores.merge(a.ranks, b.ranks),
    values: valueCases.merge(a.values, b.values),
    sampled: sampledCases.merge(a.sampled, b.sampled),
  }),
  value: (state) => state,
}
