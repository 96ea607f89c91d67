import { bootstrapCounts, REPLICATES } from './bootstrap.js'
import { casesByCluster, type ClusterSample } from './clusterSample.js'
import { mixBits } from './random.js'

/** Looks at a case in all resamples together: with very many cases fewer are drawn, but never under 500. */
const MOST_LOOKS = 200_000_000
const FEWEST_REPLICATES = 500

export function clusterReplicates(cases: number): number {
  return Math.max(FEWEST_REPLICATES, Math.min(REPLICATES, Math.floor(MOST_LOOKS / cases)))
}

/**
 * The cluster bootstrap: redraws whole clusters, as many as there are, and shows the weight of the cases in each cell (`cells`, one a case, below
 * `size`) to `visit`. `weights` is reused between visits. Clusters are drawn in the order of a digest of what they hold, so that the order of the
 * cases does not show.
 * @see Davison & Hinkley 1997, Bootstrap Methods and their Application, section 3.8 (resampling whole groups)
 */
export function bootstrapClusters(
  cells: Uint32Array,
  size: number,
  sample: ClusterSample,
  seed: number,
  visit: (weights: Float64Array, replicate: number) => void,
): void {
  const { cases, ends } = casesByCluster(sample)
  const order = orderClusters(cells, sample)
  const weights = new Float64Array(size)
  const each = new Float64Array(sample.clusters).fill(1)
  bootstrapCounts(each, sample.clusters, seed, clusterReplicates(cells.length), (times, b) => {
    weights.fill(0)
    for (let rank = 0; rank < order.length; rank++) {
      const drawn = times[rank]!
      if (drawn === 0) continue
      const cluster = order[rank]!
      for (let at = cluster === 0 ? 0 : ends[cluster - 1]!; at < ends[cluster]!; at++) {
        const row = cases[at]!
        weights[cells[row]!]! += drawn * sample.weights[row]!
      }
    }
    visit(weights, b)
  })
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
  return Uint32Array.from({ length: clusters }, (_, number) => number).sort((a, b) => digests[a]! - digests[b]!)
}
