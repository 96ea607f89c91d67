/**
 * Counts of ascending values between inner edges, each bin with its lower edge, the outer bins open: a search for each edge instead of
 * one for each value.
 */
export function countSorted(ascending: Float64Array, innerEdges: Float64Array): Float64Array {
  const counts = new Float64Array(innerEdges.length + 1)
  let before = 0
  for (let bin = 0; bin < innerEdges.length; bin++) {
    const at = firstAtLeast(ascending, innerEdges[bin]!)
    counts[bin] = at - before
    before = at
  }
  counts[innerEdges.length] = ascending.length - before
  return counts
}

function firstAtLeast(ascending: Float64Array, edge: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! >= edge) high = middle
    else low = middle + 1
  }
  return low
}

/** The bin of a value, values outside going to the first or last bin. */
export function binOf(value: number, edges: Float64Array): number {
  let low = 0
  let high = edges.length - 2
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (value >= edges[middle]!) low = middle
    else high = middle - 1
  }
  return low
}

/** `bins` equal bins from low to high; one unit wide around the value when both are equal. */
export function equalEdges(low: number, high: number, bins: number): Float64Array {
  const [from, to] = high > low ? [low, high] : [low - 0.5, low + 0.5]
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins)
  edges[bins] = to
  return edges
}
