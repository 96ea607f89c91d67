/**
 * Jensen-Shannon distance of two counts over the same bins: the square root of the base-2 divergence, in [0, 1]
 * (scipy.spatial.distance.jensenshannon(p, q, base=2), which is the distance too). NaN without cases.
 * @see Lin 1991, IEEE Trans. Inf. Theory 37(1):145-151; Endres & Schindelin 2003, ibid. 49(7):1858-1860 (it is a metric)
 */
export function jensenShannonDistance(reference: Float64Array, counts: Float64Array): number {
  let totalP = 0
  let totalQ = 0
  for (let i = 0; i < counts.length; i++) {
    totalP += reference[i]!
    totalQ += counts[i]!
  }
  if (totalP === 0 || totalQ === 0) return Number.NaN
  let divergence = 0
  for (let i = 0; i < counts.length; i++) {
    const p = reference[i]! / totalP
    const q = counts[i]! / totalQ
    const middle = (p + q) / 2
    if (p > 0) divergence += (p * Math.log2(p / middle)) / 2
    if (q > 0) divergence += (q * Math.log2(q / middle)) / 2
  }
  // Rounding can leave a tiny negative number for equal shares.
  return Math.sqrt(Math.min(1, Math.max(0, divergence)))
}
