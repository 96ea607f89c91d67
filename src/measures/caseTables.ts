import { take } from '../core/batch.js'
import { rowsWhere } from '../stats/clusterSample.js'
import { sortWithOrder, type Sorted } from '../stats/sortOrder.js'
import type { CaseRows } from './caseRows.js'
import { joinChunks } from './summaries/caseChunks.js'
import { labelSetCases, type LabelSetTable } from './summaries/labelSetCases.js'
import { rankScores } from './summaries/rankScores.js'
import type { SampledColumn } from './summaries/sampledCases.js'
import { valueCases, type ValueTable } from './summaries/valueCases.js'

export type Side = 'old' | 'new'

/** The cases of a set or a slice, each on its own, in the order in which they came. */
export interface CaseTables {
  /** Index of the true label of each case that has one; empty in a multilabel task, and where no scores are kept. */
  readonly truth: Float64Array
  /** One side's scores of a label, of the cases with a label; empty when the side has none. */
  scores(side: Side, label: number): Float64Array
  /** The same in ascending order. */
  sortedScores(side: Side, label: number): Sorted
  /** Regression. */
  readonly values: ValueTable
  /** Multilabel. */
  readonly labelSets: LabelSetTable
  /** Empty unless the cases come with clusters or weights. */
  sampled(column: SampledColumn): Float64Array
}

/** With more labels the order of each is not kept for the slices, which then sort for themselves: 12 bytes a case, side and label. */
const MOST_KEPT_ORDERS = 4

/** All cases of a set. */
export class WholeTables implements CaseTables {
  readonly labels: number
  readonly #rows: CaseRows
  readonly #sorted = new Map<string, Sorted>()
  #labelled: Uint32Array | null | undefined
  #truth: Float64Array | undefined
  #values: ValueTable | undefined
  #labelSets: LabelSetTable | undefined

  constructor(rows: CaseRows, labels: number) {
    this.#rows = rows
    this.labels = labels
  }

  /** Row numbers of the ranked cases that have a label; null when all of them do. */
  get labelled(): Uint32Array | null {
    if (this.#labelled !== undefined) return this.#labelled
    const truth = joinChunks(this.#rows.ranks.truth)
    return (this.#labelled = truth.every((label) => label >= 0) ? null : rowsWhere(truth, (label) => label >= 0))
  }

  /** Of those that are ranked, labelled or not. */
  get rankedRows(): number {
    return joinChunks(this.#rows.ranks.truth).length
  }

  get truth(): Float64Array {
    const { labelled } = this
    const truth = joinChunks(this.#rows.ranks.truth)
    return (this.#truth ??= labelled === null ? truth : take(truth, labelled))
  }

  scores(side: Side, label: number): Float64Array {
    const { labelled } = this
    const all = rankScores.value(this.#rows.ranks).column(side, label, this.labels)
    return labelled === null ? all : take(all, labelled)
  }

  sortedScores(side: Side, label: number): Sorted {
    const key = `${side} ${label}`
    const known = this.#sorted.get(key)
    if (known !== undefined) return known
    const sorted = sortWithOrder(this.scores(side, label))
    if (this.keepsOrders) this.#sorted.set(key, sorted)
    return sorted
  }

  get keepsOrders(): boolean {
    return this.labels <= MOST_KEPT_ORDERS
  }

  get values(): ValueTable {
    return (this.#values ??= valueCases.value(this.#rows.values))
  }

  get labelSets(): LabelSetTable {
    return (this.#labelSets ??= labelSetCases.value(this.#rows.labelSets))
  }

  sampled(column: SampledColumn): Float64Array {
    return joinChunks(this.#rows.sampled[column])
  }
}
