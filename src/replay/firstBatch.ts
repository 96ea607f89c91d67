import type { Batch } from '../core/batch.js'
import type { StoredSet } from '../data/openSet.js'

/** The first rows of a set, for what is measured on a few cases only; null when it has none. */
export async function firstBatch(
  set: StoredSet,
  columns: readonly string[],
  signal: AbortSignal,
  maxRows = Infinity,
): Promise<Batch | null> {
  for await (const batch of set.batches({ columns, batchBytes: 1 << 18, maxRows, signal })) {
    if (batch.rows > 0) return batch
  }
  return null
}
