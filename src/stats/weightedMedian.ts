import type { Interval } from '../core/estimate.js'
import {
  clusterQuantile,
  clusterVariance,
  meanInfluences,
  unseenCases,
  weightedMean,
  type ClusterSample,
} from './clusterSample.js'
import { medianDifference, mediansAlone, type PairedMedians } from './pairedMedian.js'
import { sortWithOrder } from './sortOrder.js'
import { unseenShare } from './unseen.js'

/** Values in ascending order, with the share of all weight up to each. */
interface WeightedOrder {
  readonly ascending: Float64Array
  readonly shares: Float64Array
}

/**
 * Weighted medians of two values of the same clustered cases. The median is the value up to which half of the weight lies, the mean of
 * two where it ends between them (scikit-learn's `median_absolute_error` with `sample_weight`). A side's interval is Woodruff's: that of the
 * share of cases up to the median, taken back to values. The paired difference takes its standard errors from those intervals, and its
 * correlation from the sums by cluster of how both lie to their medians (Bonett and Price 2020, with clusters).
 * @see Woodruff 1952, JASA 47(260):635-646, doi:10.1080/01621459.1952.10483443
 */
export function clusteredMedians(
  old: Float64Array,
  newer: Float64Array,
  sample: ClusterSample,
  confidence: number,
): PairedMedians {
  const t = clusterQuantile(sample, confidence)
  const a = woodruff(old, sample, t)
  const b = woodruff(newer, sample, t)
  if (a.interval === null || b.interval === null) return mediansAlone(a.median, b.median)
  const [va, vb] = [clusterVariance(a.influences, sample), clusterVariance(b.influences, sample)]
  const vd = clusterVariance(
    b.influences.map((influence, i) => influence - a.influences[i]!),
    sample,
  )
  const correlation = va > 0 && vb > 0 ? (va + vb - vd) / 2 / Math.sqrt(va * vb) : 0
  const covariance = correlation * a.error * b.error
  const unseen =
    unseenShare(unseenCases(sample, confidence), confidence) * Math.max(Math.abs(a.median), Math.abs(b.median))
  return medianDifference({ ...a, interval: a.interval }, { ...b, interval: b.interval }, covariance, t, unseen)
}

export function weightedMedian(values: Float64Array, weights: Float64Array): number {
  return quantileAt(orderByValue(values, weights), 0.5)
}

function woodruff(values: Float64Array, sample: ClusterSample, t: number) {
  const ordered = orderByValue(values, sample.weights)
  const median = quantileAt(ordered, 0.5)
  // A value at the median lies half on either side.
  const below = values.map((value) => (value < median ? 1 : value === median ? 0.5 : 0))
  const share = weightedMean(below, sample)
  const influences = meanInfluences(below, share, sample)
  const half = t * Math.sqrt(clusterVariance(influences, sample))
  // Beyond the ends of what was seen there is no value to take it back to.
  if (!(half < 0.5) || Number.isNaN(median)) return { median, interval: null, error: Number.NaN, influences }
  const interval: Interval = [quantileAt(ordered, 0.5 - half), quantileAt(ordered, 0.5 + half)]
  return { median, interval, error: (interval[1] - interval[0]) / (2 * t), influences }
}

function orderByValue(values: Float64Array, weights: Float64Array): WeightedOrder {
  const { order, ascending } = sortWithOrder(values)
  const shares = new Float64Array(order.length)
  let sum = 0
  for (let place = 0; place < order.length; place++) shares[place] = sum += weights[order[place]!]!
  for (let place = 0; place < order.length; place++) shares[place]! /= sum
  return { ascending, shares }
}

/** The first value up to which a share of at least `p` lies; the mean of it and the next where it is `p` to the last bits. */
function quantileAt({ ascending, shares }: WeightedOrder, p: number): number {
  // A NaN has no place in the order, and the median of the others would hide it.
  if (ascending.length === 0 || ascending.some(Number.isNaN)) return Number.NaN
  let low = 0
  let high = shares.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (shares[middle]! >= p - 1e-12) high = middle
    else low = middle + 1
  }
  const ends = Math.abs(shares[low]! - p) <= 1e-12 && low + 1 < ascending.length
  return ends ? (ascending[low]! + ascending[low + 1]!) / 2 : ascending[low]!
}
