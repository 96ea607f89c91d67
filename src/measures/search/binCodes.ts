/** Cells of equal width between the first edge and the last. */
const CELLS = 512

/**
 * The bin of each value among ascending edges, as `binOf` finds it; `missing` of NaN. A cell of the range tells in how many bins a value may
 * be, mostly one: faster than a search among all edges. Of skewed edges many lie in one cell, and are gone through one by one.
 */
export function binCodes(edges: readonly number[]): (values: Float64Array, missing: number) => Uint8Array {
  const low = edges[0] ?? 0
  const scale = CELLS / ((edges.at(-1) ?? 0) - low)
  // Ascends with the value, whatever its rounding: an edge in an earlier cell than the value's lies below it.
  const cellOf = (value: number): number => (value <= low ? 0 : Math.min(CELLS, (value - low) * scale)) | 0
  const before = new Uint8Array(CELLS + 2)
  for (const edge of edges) before[cellOf(edge) + 1]!++
  for (let cell = 1; cell < before.length; cell++) before[cell]! += before[cell - 1]!
  const ascending = Float64Array.from(edges)
  return (values, missing) => {
    const codes = new Uint8Array(values.length)
    for (let i = 0; i < codes.length; i++) {
      const value = values[i]!
      if (Number.isNaN(value)) {
        codes[i] = missing
        continue
      }
      let bin = before[cellOf(value)]!
      while (bin < ascending.length && value >= ascending[bin]!) bin++
      codes[i] = bin
    }
    return codes
  }
}
