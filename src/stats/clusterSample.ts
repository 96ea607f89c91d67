import { twoSidedT, twoSidedZ } from './distributions.js'
import { mixBits } from './random.js'

/** Cases with their weights, in clusters that were drawn independently of each other. */
export interface ClusterSample {
  /** Above 0; only their proportions matter. */
  readonly weights: Float64Array
  /** Of each case, from 0 to `clusters` - 1. */
  readonly cluster: Uint32Array
  readonly clusters: number
  /** Sum of the weights. */
  readonly total: number
  /**
   * (sum of W)² / sum of W² over the clusters' weights W: as many clusters of equal weight are as good. The number of clusters where they
   * weigh the same; of the cases, where each is a cluster of its own (Kish's effective sample size).
   * @see Kish 1965, Survey Sampling, section 11.7
   */
  readonly effective: number
}

/** `keys`: equal for the cases of one cluster, NaN for a case that is a cluster of its own. Clusters are numbered as they first occur. */
export function clusterSample(weights: Float64Array, keys: Float64Array): ClusterSample {
  const n = keys.length
  const cluster = new Uint32Array(n)
  // Open addressing over places that are half empty at worst: a Map would box hundreds of thousands of keys for each slice.
  const mask = 2 ** Math.ceil(Math.log2(2 * n + 2)) - 1
  const places = new Int32Array(mask + 1)
  const keyOf = new Float64Array(n)
  let clusters = 0
  for (let i = 0; i < n; i++) {
    const key = keys[i]!
    if (Number.isNaN(key)) {
      cluster[i] = clusters++
      continue
    }
    let place = spread(key) & mask
    while (places[place] !== 0 && keyOf[places[place]! - 1] !== key) place = (place + 1) & mask
    if (places[place] === 0) {
      keyOf[clusters] = key
      places[place] = ++clusters
    }
    cluster[i] = places[place]! - 1
  }
  return withTotals(weights, cluster, clusters)
}

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)

function spread(key: number): number {
  // -0 and 0 are one key.
  bits[0] = key + 0
  return mixBits(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1))
}

/** The cases at `indices` (ascending) alone; clusters of which none is left are no more. */
export function selectSample(sample: ClusterSample, indices: Uint32Array): ClusterSample {
  const renumbered = new Int32Array(sample.clusters).fill(-1)
  const weights = new Float64Array(indices.length)
  const cluster = new Uint32Array(indices.length)
  let clusters = 0
  for (let i = 0; i < indices.length; i++) {
    const before = sample.cluster[indices[i]!]!
    if (renumbered[before] === -1) renumbered[before] = clusters++
    weights[i] = sample.weights[indices[i]!]!
    cluster[i] = renumbered[before]!
  }
  return withTotals(weights, cluster, clusters)
}

/** The cases, cluster after cluster, and where each cluster ends. */
export function casesByCluster({ cluster, clusters }: ClusterSample): {
  readonly cases: Uint32Array
  readonly ends: Uint32Array
} {
  const ends = new Uint32Array(clusters)
  for (let i = 0; i < cluster.length; i++) ends[cluster[i]!]!++
  for (let g = 1; g < clusters; g++) ends[g]! += ends[g - 1]!
  const next = Uint32Array.from(ends, (_, g) => (g === 0 ? 0 : ends[g - 1]!))
  const cases = new Uint32Array(cluster.length)
  for (let i = 0; i < cluster.length; i++) cases[next[cluster[i]!]!++] = i
  return { cases, ends }
}

/** Row numbers, in ascending order, of the values that are looked for. */
export function rowsWhere(
  values: Uint8Array | Uint32Array | Float64Array,
  wanted: (value: number) => boolean,
): Uint32Array {
  const rows = new Uint32Array(values.length)
  let found = 0
  for (let i = 0; i < values.length; i++) if (wanted(values[i]!)) rows[found++] = i
  return rows.slice(0, found)
}

function withTotals(weights: Float64Array, cluster: Uint32Array, clusters: number): ClusterSample {
  const sums = sumByCluster(weights, cluster, clusters)
  let total = 0
  let squares = 0
  for (let g = 0; g < clusters; g++) {
    total += sums[g]!
    squares += sums[g]! * sums[g]!
  }
  return { weights, cluster, clusters, total, effective: squares === 0 ? 0 : (total * total) / squares }
}

/** Weighted mean of one number a case. */
export function weightedMean(values: Float64Array, { weights, total }: ClusterSample): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += weights[i]! * values[i]!
  return sum / total
}

/** What each case adds to the deviation of a weighted mean: w (x - mean) / total weight. */
export function meanInfluences(values: Float64Array, mean: number, { weights, total }: ClusterSample): Float64Array {
  const influences = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) influences[i] = (weights[i]! * (values[i]! - mean)) / total
  return influences
}

/**
 * Variance of a statistic from the linearised influence of each case (what it adds to the statistic's deviation, its weight included):
 * G/(G - 1) times the sum of squared deviations of the sums by cluster. Whatever the dependence of cases within a cluster; clusters must
 * be independent. NaN for one cluster. With every case on its own and equal weights, a mean's is s²/n.
 * @see Binder 1983, Int. Stat. Rev. 51(3):279-292, doi:10.2307/1402588
 * @see Obuchowski 1997, Biometrics 53(2):567-578, doi:10.2307/2533958 (areas under ROC curves of clustered cases)
 */
export function clusterVariance(influences: Float64Array, { cluster, clusters }: ClusterSample): number {
  return varianceOfSums(sumByCluster(influences, cluster, clusters))
}

/** The same, of influences that were already summed by cluster. */
export function varianceOfSums(sums: Float64Array): number {
  const clusters = sums.length
  if (clusters < 2) return Number.NaN
  let sum = 0
  for (let g = 0; g < clusters; g++) sum += sums[g]!
  const mean = sum / clusters
  let squares = 0
  for (let g = 0; g < clusters; g++) squares += (sums[g]! - mean) * (sums[g]! - mean)
  return (squares * clusters) / (clusters - 1)
}

/**
 * Quantile for a two-sided interval: Student's t with K - 1 degrees of freedom, K the effective number of clusters; G - 1 where they weigh
 * the same. Unequal clusters know their own variance less well than their number says. At most `most` degrees. NaN for K < 2, where there is no interval.
 * @see Carter, Schnepel & Steigerwald 2017, Rev. Econ. Stat. 99(4):698-709, doi:10.1162/REST_a_00639 (K, for clustered variances)
 */
export function clusterQuantile({ effective }: ClusterSample, confidence: number, most = Infinity): number {
  // Equal clusters can miss 2 by rounding.
  if (!(effective > 2 - 1e-9)) return Number.NaN
  return twoSidedT(confidence, Math.min(effective - 1, most))
}

/** As many independent cases would leave as much room for what was not seen: K (z / t)². NaN for K < 2. */
export function unseenCases(sample: ClusterSample, confidence: number): number {
  return sample.effective * (twoSidedZ(confidence) / clusterQuantile(sample, confidence)) ** 2
}

export function sumByCluster(values: Float64Array, cluster: Uint32Array, clusters: number): Float64Array {
  const sums = new Float64Array(clusters)
  for (let i = 0; i < values.length; i++) sums[cluster[i]!]! += values[i]!
  return sums
}
