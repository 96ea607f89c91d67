/**
 * Holm's adjusted p-values, in the order given: rejecting those at most alpha keeps the chance of any false rejection at alpha,
 * whatever the dependence. Every p in [0, 1]; a NaN stays NaN and does not count.
 * @see Holm 1979, Scand. J. Stat. 6(2):65-70
 */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].filter((i) => !Number.isNaN(pValues[i])).sort((a, b) => pValues[a]! - pValues[b]!)
  const adjusted = Array.from(pValues, () => Number.NaN)
  let largest = 0
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[index]!))
    adjusted[index] = largest
  })
  return adjusted
}
