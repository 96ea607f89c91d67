/**
 * Population stability index of two counts over the same bins: the sum of (q - p) ln(q / p). Each share is smoothed as
 * (count + 0.5) / (total + 0.5 bins), so that an empty bin is finite. 0 = same; 0.1 and 0.25 are the usual marks. NaN without cases.
 * @see Siddiqi 2006, Credit Risk Scorecards; Kullback & Leibler 1951, Ann. Math. Stat. 22(1):79-86 (it is their divergence J)
 */
export function populationStability(reference: Float64Array, counts: Float64Array): number {
  const totalP = totalOf(reference)
  const totalQ = totalOf(counts)
  if (totalP === 0 || totalQ === 0) return Number.NaN
  const bins = counts.length
  let sum = 0
  for (let i = 0; i < bins; i++) {
    const p = (reference[i]! + 0.5) / (totalP + 0.5 * bins)
    const q = (counts[i]! + 0.5) / (totalQ + 0.5 * bins)
    sum += (q - p) * Math.log(q / p)
  }
  return sum
}

function totalOf(counts: Float64Array): number {
  let total = 0
  for (let i = 0; i < counts.length; i++) total += counts[i]!
  return total
}
