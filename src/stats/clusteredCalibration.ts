import type { Interval } from '../core/estimate.js'
import { symmetricInterval } from './bootstrap.js'
import { casesByCluster, clusterQuantile, type ClusterSample } from './clusterSample.js'
import { calibrationErrorIn, gapsByBin, halfWay, type BinnedGaps } from './binnedGaps.js'
import { twoSidedZ } from './distributions.js'
import { drawNormalSums } from './normalSums.js'

export interface ClusteredCalibration {
  readonly old: number
  readonly new: number
  readonly oldInterval: Interval | null
  readonly newInterval: Interval | null
  readonly differenceInterval: Interval | null
  /** Of new/old - 1; null where old has no error. */
  readonly relativeInterval: Interval | null
}

const REPLICATES = 1000

/**
 * Expected calibration errors of two models on the same weighted cases: sum over bins of |weighted sum of (score - outcome)| / total weight.
 * The sums of all bins of both models are weighted means, about jointly normal; their covariance comes from their sums by cluster. So
 * sums are drawn from that normal distribution (widened by t / z for few clusters) where the bootstrap would draw clusters again and again:
 * the cost is that of the bins, and neither the order nor the names of clusters can show.
 * `debiased`: the root of the weighted mean of squared mean gaps less, in each bin, the clustered variance of its frequency; see `binNoise`.
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 6.5 (the parametric bootstrap)
 */
export function clusteredCalibration(
  old: BinnedGaps,
  newer: BinnedGaps,
  bins: number,
  sample: ClusterSample,
  confidence: number,
  seed: number,
  debiased = false,
): ClusteredCalibration {
  const errorOf = {
    old: calibrationErrorIn(old, bins, sample, 0, debiased),
    new: calibrationErrorIn(newer, bins, sample, bins, debiased),
  }
  const means = gapsByBin(old, newer, bins, sample)
  const [a, b] = [errorOf.old(means), errorOf.new(means)]
  const moved = debiased ? halfWay(old, newer, bins, sample) : { old, newer, means }
  const covariance = covarianceOf(moved.old, moved.newer, bins, moved.means, sample)
  const widening = clusterQuantile(sample, confidence) / twoSidedZ(confidence)
  const olds = new Float64Array(REPLICATES)
  const news = new Float64Array(REPLICATES)
  drawNormalSums(means, covariance, widening, seed, REPLICATES, (drawn, b) => {
    olds[b] = errorOf.old(drawn)
    news[b] = errorOf.new(drawn)
  })
  const interval = (replicates: Float64Array, value: number, range: Interval) =>
    symmetricInterval(replicates, value, confidence, range)
  return {
    old: a,
    new: b,
    oldInterval: interval(olds, a, [0, 1]),
    newInterval: interval(news, b, [0, 1]),
    differenceInterval: interval(
      news.map((value, i) => value - olds[i]!),
      b - a,
      [-1, 1],
    ),
    relativeInterval:
      a > 0
        ? interval(
            news.map((value, i) => (olds[i]! > 0 ? value / olds[i]! - 1 : Number.NaN)),
            b / a - 1,
            [-1, Infinity],
          )
        : null,
  }
}

/**
 * G/(G - 1) times the sum over clusters of the products of their influences on any two of the sums. A cluster's influence is u - v m: its own
 * sums u, the share v of the weight that it has, all clusters' sums m. So the products are those of u, which few bins have, and what remains
 * is made from sums of v u and of v².
 */
function covarianceOf(
  old: BinnedGaps,
  newer: BinnedGaps,
  bins: number,
  means: Float64Array,
  sample: ClusterSample,
): Float64Array {
  const { weights, total, clusters } = sample
  const size = 2 * bins
  const products = new Float64Array(size * size)
  const shared = new Float64Array(size)
  let squares = 0
  const ofCluster = new Float64Array(size)
  const isTouched = new Uint8Array(size)
  const touched = new Uint32Array(size)
  const { cases, ends } = casesByCluster(sample)
  for (let g = 0, at = 0; g < clusters; g++) {
    let share = 0
    let count = 0
    const put = (k: number, amount: number): void => {
      if (isTouched[k] === 0) {
        isTouched[k] = 1
        touched[count++] = k
      }
      ofCluster[k]! += amount
    }
    for (; at < ends[g]!; at++) {
      const i = cases[at]!
      const weight = weights[i]! / total
      share += weight
      put(old.bin[i]!, weight * old.gap[i]!)
      put(bins + newer.bin[i]!, weight * newer.gap[i]!)
    }
    squares += share * share
    for (let a = 0; a < count; a++) {
      const k = touched[a]!
      shared[k]! += share * ofCluster[k]!
      for (let b = 0; b < count; b++) products[k * size + touched[b]!]! += ofCluster[k]! * ofCluster[touched[b]!]!
    }
    for (let a = 0; a < count; a++) {
      ofCluster[touched[a]!] = 0
      isTouched[touched[a]!] = 0
    }
  }
  const scale = clusters / (clusters - 1)
  return products.map((product, at) => {
    const [k, l] = [Math.floor(at / size), at % size]
    return scale * (product - shared[k]! * means[l]! - shared[l]! * means[k]! + squares * means[k]! * means[l]!)
  })
}
