/**
 * Counts of `values` between ascending `edges`: bin i holds edges[i] <= x < edges[i+1], the last bin its upper edge too (numpy's rule).
 * Values outside, and NaN, are not counted.
 */
export function histogram(values: ArrayLike<number>, edges: Float64Array): Float64Array {
  const bins = edges.length - 1
  const counts = new Float64Array(bins)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!(value >= edges[0]! && value <= edges[bins]!)) continue
    counts[binOf(value, edges)]!++
  }
  return counts
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
