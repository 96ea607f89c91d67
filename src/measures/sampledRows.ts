import { take } from '../core/batch.js'
import { clusterSample, selectSample, type ClusterSample } from '../stats/clusterSample.js'
import type { CaseTables } from './caseTables.js'
import type { SampledColumn } from './summaries/sampledCases.js'

/** The cases of a slice where the plan names clusters or weights, each on its own; what several measures ask for is worked out once. */
export class SampledRows {
  readonly #tables: CaseTables
  readonly #hasLabel: (row: number) => boolean
  readonly #labelled: number
  #sample: ClusterSample | null | undefined
  #labelledSample: ClusterSample | null | undefined
  #labelledRows: Uint32Array | undefined

  /** `hasLabel` is asked only where some of the cases, not all, have one. */
  constructor(tables: CaseTables, labelled: number, hasLabel: (row: number) => boolean) {
    this.#tables = tables
    this.#labelled = labelled
    this.#hasLabel = hasLabel
  }

  /** How the cases were drawn; null where the plan names neither clusters nor weights. */
  get sample(): ClusterSample | null {
    if (this.#sample !== undefined) return this.#sample
    const weights = this.#tables.sampled('weights')
    return (this.#sample = weights.length === 0 ? null : clusterSample(weights, this.#tables.sampled('clusters')))
  }

  /** `sample`, of the cases with a label alone. */
  get labelledSample(): ClusterSample | null {
    if (this.#labelledSample !== undefined) return this.#labelledSample
    const { sample } = this
    const all = sample === null || this.#labelled === sample.weights.length
    return (this.#labelledSample = all ? sample : selectSample(sample, this.#rowsWithLabel))
  }

  /** Cases that name no cluster; all of them where the plan names weights alone. */
  get unnamedClusters(): number {
    return this.#tables.sampled('clusters').reduce((count, key) => (Number.isNaN(key) ? count + 1 : count), 0)
  }

  column(column: SampledColumn): Float64Array {
    return this.#tables.sampled(column)
  }

  ofLabelled(column: SampledColumn): Float64Array {
    const values = this.#tables.sampled(column)
    return this.#labelled === values.length ? values : take(values, this.#rowsWithLabel)
  }

  /** Row numbers of the cases with a label, in ascending order. */
  get #rowsWithLabel(): Uint32Array {
    if (this.#labelledRows !== undefined) return this.#labelledRows
    const rows = new Uint32Array(this.#labelled)
    for (let row = 0, at = 0; at < rows.length; row++) if (this.#hasLabel(row)) rows[at++] = row
    return (this.#labelledRows = rows)
  }
}
