import { casesByCluster, type ClusterSample } from './clusterSample.js'

/** Of each case: the bin of the score, how far the score lies above the outcome, and the outcome. */
export interface BinnedGaps {
  readonly bin: Uint32Array
  readonly gap: Float64Array
  readonly outcome: Float64Array
}

/** Old's bins first, then new's: the weighted sum of gaps in each, over the total weight. */
export function gapsByBin(
  old: BinnedGaps,
  newer: BinnedGaps,
  bins: number,
  { weights, total }: ClusterSample,
): Float64Array {
  const sums = new Float64Array(2 * bins)
  for (let i = 0; i < weights.length; i++) {
    sums[old.bin[i]!]! += (weights[i]! * old.gap[i]!) / total
    sums[bins + newer.bin[i]!]! += (weights[i]! * newer.gap[i]!) / total
  }
  return sums
}

/** One side's error from the sums of both sides' bins, its own from `first` on. */
export function calibrationErrorIn(
  side: BinnedGaps,
  bins: number,
  sample: ClusterSample,
  first: number,
  debiased: boolean,
): (sums: Float64Array) => number {
  if (!debiased) return (sums) => absoluteSum(sums, first, first + bins)
  const { shares, noise } = binNoise(side, bins, sample)
  return (sums) => {
    let squares = 0
    for (let k = 0; k < bins; k++) {
      // What one cluster alone says of a bin cannot be told from noise.
      if (Number.isNaN(noise[k]!)) continue
      squares += sums[first + k]! ** 2 / shares[k]! - shares[k]! * noise[k]!
    }
    return squares > 0 ? Math.sqrt(squares) : 0
  }
}

/**
 * The share of all weight in each bin, and the clustered variance of its weighted frequency (NaN for a bin of fewer than two clusters): what
 * noise adds to the square of its gap. p (1 - p) / (n - 1) where every case is on its own and weighs the same.
 */
function binNoise({ bin, outcome }: BinnedGaps, bins: number, sample: ClusterSample) {
  const { weights, total, clusters } = sample
  const within = new Float64Array(bins)
  const rights = new Float64Array(bins)
  for (let i = 0; i < bin.length; i++) {
    within[bin[i]!]! += weights[i]!
    rights[bin[i]!]! += weights[i]! * outcome[i]!
  }
  const squares = new Float64Array(bins)
  const named = new Float64Array(bins)
  const sums = new Float64Array(bins)
  const lastSeen = new Int32Array(bins).fill(-1)
  const { cases, ends } = casesByCluster(sample)
  for (let g = 0, at = 0; g < clusters; g++) {
    const from = at
    for (; at < ends[g]!; at++) {
      const k = bin[cases[at]!]!
      if (lastSeen[k] !== g) named[k]!++
      lastSeen[k] = g
      sums[k]! += (weights[cases[at]!]! * (outcome[cases[at]!]! - rights[k]! / within[k]!)) / within[k]!
    }
    for (let back = from; back < at; back++) {
      const k = bin[cases[back]!]!
      squares[k]! += sums[k]! ** 2
      sums[k] = 0
    }
  }
  return {
    shares: within.map((weight) => weight / total),
    noise: squares.map((square, k) => (named[k]! < 2 ? Number.NaN : (square * named[k]!) / (named[k]! - 1))),
  }
}

/**
 * A squared mean gap g² weighs as much as its bin: u²/v, which a case moves by 2 g (gap - g / 2) and not by 2 g gap, because it also moves the
 * bin's share v. So the sums that are drawn vary as those of gap - g / 2 do.
 */
export function halfWay(old: BinnedGaps, newer: BinnedGaps, bins: number, sample: ClusterSample) {
  const less = ({ bin, gap, outcome }: BinnedGaps): BinnedGaps => {
    const within = new Float64Array(bins)
    const gaps = new Float64Array(bins)
    for (let i = 0; i < bin.length; i++) {
      within[bin[i]!]! += sample.weights[i]!
      gaps[bin[i]!]! += sample.weights[i]! * gap[i]!
    }
    return { bin, gap: gap.map((own, i) => own - gaps[bin[i]!]! / within[bin[i]!]! / 2), outcome }
  }
  const sides = { old: less(old), newer: less(newer) }
  return { ...sides, means: gapsByBin(sides.old, sides.newer, bins, sample) }
}

function absoluteSum(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let k = from; k < to; k++) sum += Math.abs(values[k]!)
  return sum
}
