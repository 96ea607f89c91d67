import type { Interval } from '../core/estimate.js'
import { twoSidedZ } from './distributions.js'
import { quantileOfSorted, quantileRanks } from './quantile.js'
import { sorted } from './sortOrder.js'
import { allowUnseen, unseenShare } from './unseen.js'

export interface PairedMedians {
  readonly old: number
  readonly new: number
  readonly oldInterval: Interval | null
  readonly newInterval: Interval | null
  readonly differenceInterval: Interval | null
  /** Interval of new/old - 1; null when old's own interval reaches zero. */
  readonly relativeInterval: Interval | null
}

/**
 * Medians of two values of the same cases. Each has its order-statistic interval, whose width gives its standard error; the paired
 * difference takes the correlation of the medians from how often both values lie above (or below) their own median.
 * Differences leave room for a share of unseen cases, each the larger median away. Intervals are null for fewer than 6 cases.
 * @see Bonett & Price 2020, Br. J. Math. Stat. Psychol. 73(2):333-346, doi:10.1111/bmsp.12183
 */
export function pairedMedians(old: Float64Array, newer: Float64Array, confidence: number): PairedMedians {
  const z = twoSidedZ(confidence)
  const a = medianOf(sorted(old), confidence)
  const b = medianOf(sorted(newer), confidence)
  if (a.interval === null || b.interval === null) return mediansAlone(a.median, b.median)
  const covariance = medianCorrelation(old, newer, a.median, b.median) * a.error * b.error
  const unseen = unseenShare(old.length, confidence) * Math.max(Math.abs(a.median), Math.abs(b.median))
  return medianDifference({ ...a, interval: a.interval }, { ...b, interval: b.interval }, covariance, z, unseen)
}

/** One side's median with its interval, and the standard error that the interval's width gives. */
export interface MeasuredMedian {
  readonly median: number
  readonly interval: Interval
  readonly error: number
}

/**
 * The difference and ratio of two medians whose estimates have this covariance: `quantile` standard errors to either side, the ratio's by the delta
 * method, and at least as much room as `unseen` cases could take.
 */
export function medianDifference(
  a: MeasuredMedian,
  b: MeasuredMedian,
  covariance: number,
  quantile: number,
  unseen: number,
): PairedMedians {
  const difference = b.median - a.median
  const half = quantile * Math.sqrt(Math.max(0, a.error ** 2 + b.error ** 2 - 2 * covariance))
  const ratio = b.median / a.median
  const spread = Math.max(0, b.error ** 2 + ratio ** 2 * a.error ** 2 - 2 * ratio * covariance)
  const relativeHalf = (quantile * Math.sqrt(spread)) / Math.abs(a.median)
  return {
    old: a.median,
    new: b.median,
    oldInterval: a.interval,
    newInterval: b.interval,
    differenceInterval: allowUnseen([difference - half, difference + half], difference, unseen),
    relativeInterval:
      a.interval[0] > 0
        ? allowUnseen([ratio - 1 - relativeHalf, ratio - 1 + relativeHalf], ratio - 1, unseen / a.median)
        : null,
  }
}

/** Too few cases for an interval of either. */
export function mediansAlone(old: number, newer: number): PairedMedians {
  return {
    old,
    new: newer,
    oldInterval: null,
    newInterval: null,
    differenceInterval: null,
    relativeInterval: null,
  }
}

function medianOf(values: Float64Array, confidence: number) {
  const ranks = quantileRanks(values.length, 0.5, confidence)
  // NaN sorts last, and the median of the others would hide it.
  const median = Number.isNaN(values.at(-1)) ? Number.NaN : quantileOfSorted(values, 0.5)
  if (ranks === null) return { median, interval: null, error: Number.NaN }
  const interval: Interval = [values[ranks[0] - 1]!, values[ranks[1] - 1]!]
  return { median, interval, error: (interval[1] - interval[0]) / (2 * twoSidedZ(confidence)) }
}

/** Phi coefficient of "old above its median" and "new above its median"; a value at its median counts half on each side. */
function medianCorrelation(old: Float64Array, newer: Float64Array, oldMedian: number, newMedian: number): number {
  let product = 0
  let oldSquares = 0
  let newSquares = 0
  for (let i = 0; i < old.length; i++) {
    const a = Math.sign(old[i]! - oldMedian)
    const b = Math.sign(newer[i]! - newMedian)
    product += a * b
    oldSquares += a * a
    newSquares += b * b
  }
  return oldSquares === 0 || newSquares === 0 ? 0 : product / Math.sqrt(oldSquares * newSquares)
}
