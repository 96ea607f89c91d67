/**
 * Benjamini and Hochberg's adjusted p-values, in the order given: among those at most q, the expected share of false discoveries is at most
 * q, for independent or positively dependent tests (not for any dependence whatever, as Holm's). Every p in [0, 1]; a NaN stays NaN and
 * does not count.
 * @see Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57(1):289-300, doi:10.1111/j.2517-6161.1995.tb02031.x
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].filter((i) => !Number.isNaN(pValues[i])).sort((a, b) => pValues[b]! - pValues[a]!)
  const adjusted = Array.from(pValues, () => Number.NaN)
  let smallest = 1
  order.forEach((index, fromLargest) => {
    smallest = Math.min(smallest, (order.length * pValues[index]!) / (order.length - fromLargest))
    adjusted[index] = smallest
  })
  return adjusted
}
