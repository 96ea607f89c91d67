import { take } from './batch.js'

/** How the cases of a batch were drawn; what is not given is as usual: each case counts once, and on its own. */
export interface Sampling {
  /** A digest of the cluster that each case belongs to (see `clusterKey`); NaN = a cluster of its own. Null where the plan names none. */
  readonly clusters: Float64Array | null
  /** What each case counts for, above 0, known up to a common factor. Null where the plan names none. */
  readonly weights: Float64Array | null
}

/**
 * A cluster by 53 bits of its name's digest: the same whatever the batch, the order and the other clusters, and no household's number
 * stands in what is kept. Two of 100,000 clusters share one once in two million sets; they would then be taken for one.
 * @see the mixing steps are those of MurmurHash3's finaliser (Appleby 2011, public domain), on two halves
 */
export function clusterKey(name: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

export function selectSampling({ clusters, weights }: Sampling, indices: Uint32Array): Sampling {
  return {
    clusters: clusters === null ? null : take(clusters, indices),
    weights: weights === null ? null : take(weights, indices),
  }
}
