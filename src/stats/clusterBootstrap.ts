import { bootstrapCounts } from './bootstrap.js'
import type { ClusterSample } from './clusterSample.js'
import { mixBits, seededRandom } from './random.js'
import { sortOrder } from './sortOrder.js'

/** Of more clusters, so many random groups are redrawn: their variance is known to 0.7 % of itself, at a cost that does not grow with the clusters. */
const MOST_GROUPS = 10_000

/**
 * The cluster bootstrap: redraws whole clusters, as many as there are, and shows the weight of the cases in each cell (`cells`, one a case, below
 * `size`) to `visit`. `weights` is reused between visits. Very many clusters are first put together at random into groups of the same number, which are
 * as independent as they are. Clusters are drawn in the order of a digest of what they hold, so that the order of the cases does not show.
 * @see Davison & Hinkley 1997, Bootstrap Methods and their Application, section 3.8 (resampling whole groups)
 * @see Wolter 2007, Introduction to Variance Estimation, chapter 2 (the method of random groups)
 */
export function bootstrapClusters(
  cells: Uint32Array,
  size: number,
  sample: ClusterSample,
  seed: number,
  replicates: number,
  visit: (weights: Float64Array, replicate: number) => void,
): void {
  const groups = groupClusters(cells, sample, seed)
  const { ends, cell, weight } = sumGroups(cells, size, sample, groups)
  const weights = new Float64Array(size)
  const each = new Float64Array(groups.count).fill(1)
  bootstrapCounts(each, groups.count, seed, replicates, (times, b) => {
    weights.fill(0)
    for (let group = 0, at = 0; group < ends.length; at = ends[group++]!) {
      const drawn = times[group]!
      if (drawn === 0) continue
      for (let entry = at; entry < ends[group]!; entry++) weights[cell[entry]!]! += drawn * weight[entry]!
    }
    visit(weights, b)
  })
}

interface Groups {
  readonly count: number
  /** Of each cluster. */
  readonly group: Uint32Array
}

function groupClusters(cells: Uint32Array, sample: ClusterSample, seed: number): Groups {
  const order = orderClusters(cells, sample)
  const count = Math.min(order.length, MOST_GROUPS)
  const group = new Uint32Array(order.length)
  if (count === order.length) order.forEach((number, rank) => (group[number] = rank))
  else {
    // Clusters that hold the same cases stand side by side: dealt out in that order they would make the groups too much alike.
    const random = seededRandom(seed)
    const shuffled = sortOrder(Float64Array.from(order, () => random()))
    shuffled.forEach((rank, place) => (group[order[rank]!] = place % count))
  }
  return { count, group }
}

/** The cells that the cases of each group are in, group after group, and their weight in each. */
function sumGroups(cells: Uint32Array, size: number, { cluster, weights }: ClusterSample, { count, group }: Groups) {
  // Weights in ascending order within a cell: their sum must not depend on the order of the cases, not by its last digit.
  const byWeight = sortOrder(weights)
  const key = new Float64Array(cells.length)
  for (let place = 0; place < key.length; place++) {
    const i = byWeight[place]!
    key[place] = group[cluster[i]!]! * size + cells[i]!
  }
  const ends = new Uint32Array(count)
  const cell = new Uint32Array(cells.length)
  const weight = new Float64Array(cells.length)
  let last = -1
  let entries = 0
  for (const place of sortOrder(key)) {
    const i = byWeight[place]!
    if (key[place] !== last) cell[entries++] = cells[i]!
    last = key[place]!
    weight[entries - 1]! += weights[i]!
    ends[group[cluster[i]!]!] = entries
  }
  return { ends, cell: cell.subarray(0, entries), weight: weight.subarray(0, entries) }
}

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)

/** Clusters that hold the same cases stand beside each other in any order: it makes no difference which of them is drawn. */
function orderClusters(cells: Uint32Array, { cluster, clusters, weights }: ClusterSample): Uint32Array {
  const digests = new Float64Array(clusters)
  for (let i = 0; i < cells.length; i++) {
    bits[0] = weights[i]!
    digests[cluster[i]!]! += mixBits(mixBits(cells[i]! ^ words[0]!) ^ words[1]!)
  }
  return sortOrder(digests)
}
