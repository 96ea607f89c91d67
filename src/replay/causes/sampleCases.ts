import { selectRows, type Batch } from '../../core/batch.js'
import { joinBatches } from '../../core/joinBatches.js'
import type { StoredSet } from '../../data/openSet.js'

/** Two halves of a uniform sample of a set. */
export interface Halves {
  readonly find: Batch
  readonly confirm: Batch
}

/**
 * The cases whose row number hashes lowest (`keyOf`), so that every reading of the set gives the same: the lower half to find something in, the upper to
 * confirm it. Null when a half would have fewer than `least` cases.
 */
export async function sampleCases(
  set: StoredSet,
  options: {
    readonly columns: readonly string[]
    readonly half: number
    readonly least: number
    readonly keyOf: (row: number) => number
    readonly signal: AbortSignal
  },
): Promise<Halves | null> {
  const { keyOf, half } = options
  const parts: Batch[] = []
  let keys: number[] = []
  let limit = Infinity
  for await (const batch of set.batches({ columns: options.columns, signal: options.signal })) {
    const rows: number[] = []
    for (let row = 0; row < batch.rows; row++) {
      const key = keyOf(batch.start + row)
      if (key > limit) continue
      rows.push(row)
      keys.push(key)
    }
    if (rows.length > 0) parts.push(selectRows(batch, Uint32Array.from(rows)))
    if (keys.length > 8 * half) limit = keys.toSorted(ascending)[2 * half - 1]!
  }
  if (keys.length < 2 * options.least) return null
  const all = joinBatches(parts)
  const ordered = keys.map((key, row) => ({ key, row })).sort((a, b) => a.key - b.key || a.row - b.row)
  const size = Math.min(half, Math.floor(keys.length / 2))
  const pick = (from: number): Batch =>
    selectRows(all, Uint32Array.from(ordered.slice(from, from + size).map(({ row }) => row)).sort())
  return { find: pick(0), confirm: pick(size) }
}

function ascending(a: number, b: number): number {
  return a - b
}
