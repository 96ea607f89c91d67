import { chiSquareCdf } from './distributions.js'

/**
 * Pearson's chi-square of two counts over the same categories (no continuity correction), with its p-value and Cramér's V
 * = sqrt(chi-square / n), in [0, 1]; no bias correction. Categories that neither has are left out; a single category: 0, p = 1.
 * NaN when either side has no case.
 * @see Pearson 1900; Cramér 1946, Mathematical Methods of Statistics, p. 282; scipy.stats.contingency.association
 */
export function chiSquareOfTwo(
  a: Float64Array,
  b: Float64Array,
): { statistic: number; pValue: number; cramersV: number } {
  let totalA = 0
  let totalB = 0
  let categories = 0
  for (let i = 0; i < a.length; i++) {
    totalA += a[i]!
    totalB += b[i]!
    if (a[i]! + b[i]! > 0) categories++
  }
  const n = totalA + totalB
  if (totalA === 0 || totalB === 0) return { statistic: Number.NaN, pValue: Number.NaN, cramersV: Number.NaN }
  let statistic = 0
  for (let i = 0; i < a.length; i++) {
    const row = a[i]! + b[i]!
    if (row === 0) continue
    // Both deviations are equal and opposite; as whole numbers over n, equal shares give exactly zero.
    const deviation = (a[i]! * totalB - b[i]! * totalA) / n
    statistic += deviation * deviation * (n / (row * totalA) + n / (row * totalB))
  }
  const pValue = categories < 2 ? 1 : 1 - chiSquareCdf(statistic, categories - 1)
  return { statistic, pValue, cramersV: Math.sqrt(Math.min(1, statistic / n)) }
}
