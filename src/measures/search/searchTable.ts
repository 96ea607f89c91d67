import { clusterSample, type ClusterSample } from '../../stats/clusterSample.js'
import { mixBits } from '../../stats/random.js'
import { sortOrder } from '../../stats/sortOrder.js'
import { compact, type SearchedKind, type SearchState } from './searchSample.js'

/** One half of the sample, its cases in an order that no split can change. */
export interface SearchHalf {
  readonly rows: number
  readonly old: Float64Array
  readonly new: Float64Array
  /** Null where every case stands alone and counts once. */
  readonly sample: ClusterSample | null
  /** By column; numbers, or indices into its categories; NaN where missing. */
  readonly values: readonly Float64Array[]
}

export interface SearchTable {
  readonly columns: readonly {
    readonly name: string
    readonly kind: SearchedKind
    /** By name. */
    readonly categories: readonly string[]
    readonly tooMany: boolean
  }[]
  readonly explore: SearchHalf
  readonly confirm: SearchHalf
}

export function searchTable(state: SearchState): SearchTable {
  if (state.filled > state.capacity) compact(state)
  const keys = state.keys.subarray(0, state.filled)
  const order = sortOrder(new Float64Array(keys))
  // The cases of one cluster stand on one side: what chose a slice must be independent of what confirms it.
  const confirms = (at: number): boolean => {
    const cluster = state.clusters[at]!
    const key = Number.isNaN(cluster)
      ? keys[at]!
      : mixBits((cluster % 2 ** 32) ^ Math.floor(cluster / 2 ** 32) ^ state.salt)
    return (mixBits(key ^ 0x5bd1e995) & 1) === 1
  }
  const columns = state.columns.map(({ name, kind, categories, tooMany }) => ({
    name,
    kind,
    categories: [...categories].sort(),
    tooMany,
  }))
  const codes = columns.map(({ categories }, c) => {
    const index = new Map(categories.map((text, code) => [text, code]))
    return Float64Array.from(state.columns[c]!.categories, (text) => index.get(text)!)
  })
  const half = (rows: Uint32Array): SearchHalf => ({
    rows: rows.length,
    old: pick(state.old, rows, null),
    new: pick(state.new, rows, null),
    sample: state.sampled ? clusterSample(pick(state.weights, rows, null), pick(state.clusters, rows, null)) : null,
    values: state.columns.map(({ kind, values }, c) => pick(values, rows, kind === 'category' ? codes[c]! : null)),
  })
  return {
    columns,
    explore: half(order.filter((at) => !confirms(at))),
    confirm: half(order.filter(confirms)),
  }
}

function pick(values: Float64Array, rows: Uint32Array, codes: Float64Array | null): Float64Array {
  const picked = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!
    picked[i] = codes === null || Number.isNaN(value) ? value : codes[value]!
  }
  return picked
}
