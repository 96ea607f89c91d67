import { quantileOfSorted } from '../stats/quantile.js'
import type { ColumnSample } from './rowSample.js'

/** Bins unless told: deciles of the reference. */
export const DRIFT_BINS = 10

/** Categories beyond the most frequent are put together. */
export const MOST_CATEGORIES = 50

/**
 * Inner edges of the reference's quantile bins, without repeats; the outer bins are open. A reference with a single value gets
 * three bins: below, equal, above.
 */
export function quantileEdges(sorted: Float64Array, bins: number): Float64Array {
  if (sorted.length > 0 && sorted[0] === sorted.at(-1)) return Float64Array.of(sorted[0]!, nextAbove(sorted[0]!))
  const edges = Float64Array.from({ length: bins - 1 }, (_, i) => quantileOfSorted(sorted, (i + 1) / bins))
  return edges.filter((edge, i) => i === 0 || edge !== edges[i - 1])
}

/** The bin of `value`: how many inner edges are at or below it. */
export function quantileBin(value: number, edges: Float64Array): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** The names to count, most frequent in both together first (ties by name); all others are one more category. */
export function commonCategories(a: ColumnSample, b: ColumnSample, most: number): { names: string[]; rest: boolean } {
  const totals = new Map(a.counts)
  for (const [name, count] of b.counts) totals.set(name, (totals.get(name) ?? 0) + count)
  const ranked = [...totals].sort(([x, i], [y, j]) => j - i || (x < y ? -1 : 1)).map(([name]) => name)
  return { names: ranked.slice(0, most), rest: ranked.length > most }
}

/** Cases by name, the rest last when there is one. */
export function countCategories(of: ColumnSample, names: readonly string[], rest: boolean): Float64Array {
  const counts = new Float64Array(names.length + (rest ? 1 : 0))
  const at = new Map(names.map((name, i) => [name, i]))
  for (const [name, count] of of.counts) counts[at.get(name) ?? names.length]! += count
  return counts
}

function nextAbove(value: number): number {
  const words = new BigInt64Array(Float64Array.of(value === 0 ? 0 : value).buffer)
  words[0]! += value < 0 ? -1n : 1n
  return new Float64Array(words.buffer)[0]!
}
