/**
 * Total variation distance of two counts over the same bins: half the sum of |q - p|, the largest difference that any set of bins can show,
 * and the share of cases that would have to change bins; in [0, 1]. NaN without cases.
 * @see Levin, Peres & Wilmer 2009, Markov Chains and Mixing Times, section 4.1
 */
export function totalVariationDistance(reference: Float64Array, counts: Float64Array): number {
  let totalP = 0
  let totalQ = 0
  for (let i = 0; i < counts.length; i++) {
    totalP += reference[i]!
    totalQ += counts[i]!
  }
  if (totalP === 0 || totalQ === 0) return Number.NaN
  let sum = 0
  // As one fraction, so that equal shares give exactly zero.
  for (let i = 0; i < counts.length; i++) sum += Math.abs(counts[i]! * totalP - reference[i]! * totalQ)
  return sum / (2 * totalP * totalQ)
}
