import type { LineOfBias } from './deming.js'
import { twoSidedZ } from './distributions.js'
import { quantileOfSorted } from './quantile.js'

/**
 * Passing and Bablok's line: the slope is the median of the slopes between all pairs of cases, shifted so that exchanging x and y
 * gives the same line; the intercept the median of y - slope x. It asks nothing of the distributions and is not moved by outliers.
 * Pairs with the same x have an infinite slope, pairs with both the same have none, and neither has a slope of exactly -1. O(n²): for some
 * thousand cases. Null where fewer than 3 slopes are left or an end of the interval is not a number of theirs.
 * @see Passing & Bablok 1983, J. Clin. Chem. Clin. Biochem. 21(11):709-720, doi:10.1515/cclm.1983.21.11.709
 */
export function passingBablok(x: Float64Array, y: Float64Array, confidence: number): LineOfBias | null {
  const n = x.length
  const { slopes, below } = slopesOf(x, y)
  const count = slopes.length
  if (count < 3) return null
  const at = (rank: number): number => slopes[rank - 1 + below] ?? Number.NaN
  const slope = count % 2 === 1 ? at((count + 1) / 2) : (at(count / 2) + at(count / 2 + 1)) / 2
  const width = twoSidedZ(confidence) * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  const lower = Math.round((count - width) / 2)
  const slopeInterval = [at(lower), at(count - lower + 1)] as const
  if (![slope, ...slopeInterval].every(Number.isFinite)) return null
  const interceptAt = (of: number): number => quantileOfSorted(y.map((value, i) => value - of * x[i]!).sort(), 0.5)
  return {
    n,
    slope,
    slopeInterval: [slopeInterval[0], slopeInterval[1]],
    intercept: interceptAt(slope),
    interceptInterval: [interceptAt(slopeInterval[1]), interceptAt(slopeInterval[0])],
  }
}

/** All slopes in ascending order, and how many lie below -1. */
function slopesOf(x: Float64Array, y: Float64Array): { slopes: Float64Array; below: number } {
  const n = x.length
  const slopes = new Float64Array((n * (n - 1)) / 2)
  let count = 0
  let below = 0
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const dx = x[j]! - x[i]!
      const dy = y[j]! - y[i]!
      if ((dx === 0 && dy === 0) || dy === -dx) continue
      const slope = dx === 0 ? Infinity : dy / dx
      if (slope < -1) below++
      slopes[count++] = slope
    }
  }
  return { slopes: slopes.subarray(0, count).sort(), below }
}
