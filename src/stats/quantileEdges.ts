import { sorted } from './sortOrder.js'

/**
 * Edges that cut numbers into at most `bins` bins of as equal a count as their ties allow, each with its lower edge. Before edge k stand
 * n k / bins numbers, rounded down; equal numbers never part. Of all edges that cut at the same place the shortest decimal is taken: it
 * reads well and is no case's own value by necessity. Depends on the numbers only, not on their order. Without numbers, or with one value,
 * there is no edge.
 */
export function quantileEdges(values: Float64Array, bins: number): number[] {
  return edgesOfAscending(
    sorted(values),
    bins,
    Array.from({ length: bins - 1 }, (_, k) => k + 1),
  )
}

/** Some of the edges alone, of numbers that ascend already. */
export function edgesOfAscending(ascending: Float64Array, bins: number, which: readonly number[]): number[] {
  const edges: number[] = []
  for (const k of which) {
    const at = Math.floor((ascending.length * k) / bins)
    const value = ascending[at]
    const below = value === undefined ? undefined : largestBelow(ascending, at)
    if (value === undefined || below === undefined) continue
    const edge = shortestAbove(below, value)
    if (edges.at(-1) !== edge) edges.push(edge)
  }
  return edges
}

function largestBelow(ascending: Float64Array, at: number): number | undefined {
  let low = 0
  let high = at
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < ascending[at]!) low = middle + 1
    else high = middle
  }
  return low === 0 ? undefined : ascending[low - 1]!
}

/** The number with the fewest digits in (low, high]. */
function shortestAbove(low: number, high: number): number {
  for (let digits = 1; digits <= 17; digits++) {
    for (const from of [high, low + (high - low) / 2]) {
      const rounded = Number(from.toPrecision(digits)) + 0
      if (rounded > low && rounded <= high) return rounded
    }
  }
  return high
}
