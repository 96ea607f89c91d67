import {
  clusterVariance,
  meanInfluences,
  rowsWhere,
  selectSample,
  weightedMean,
  type ClusterSample,
} from './clusterSample.js'
import { designEffect } from './clusteredProportion.js'
import { normalDeviate, studentTail } from './distributions.js'
import { sliceLossTest, type LossKind, type LossSums } from './sliceLoss.js'

/** Fewer clusters (of equal weight) know too little of their own variance to call a slice found. */
export const FEWEST_CLUSTERS = 10

/**
 * `sliceLossTest` of weighted cases in clusters: the sums of the slice and of the others are those of as many independent cases as they are worth.
 * Each is divided by its design effect (at least 1, and the slice's at least that of the others, as few losses tell little of their own), both by
 * what the variance of the difference is more than the sum of the two variances (a slice and its surroundings may share clusters, whose losses may
 * go against each other). The p-value's normal deviate is read as Student's t with as many degrees of freedom as the part with fewer
 * clusters leaves. 1 where either has fewer than ten clusters of equal weight.
 * @see Rao & Scott 1992, Biometrics 48(2):577-585, doi:10.2307/2532311
 */
export function clusteredSliceLossTest(
  losses: Float64Array,
  inside: Uint8Array,
  sample: ClusterSample,
  kind: LossKind,
): number {
  const here = partOf(losses, inside, sample, 1)
  const there = partOf(losses, inside, sample, 0)
  const clusters = Math.min(here.sample.effective, there.sample.effective)
  if (!(clusters >= FEWEST_CLUSTERS)) return 1
  const outside = effectOf(there)
  const together = sharedEffect(here, there, inside, losses, sample)
  const slice = sumsOf(here, Math.max(outside, effectOf(here)) * together)
  const others = sumsOf(there, outside * together)
  const all = { n: slice.n + others.n, sum: slice.sum + others.sum, squares: slice.squares + others.squares }
  const z = normalDeviate(sliceLossTest(slice, all, kind).pValue)
  return studentTail(z, clusters - 1)
}

interface Part {
  readonly losses: Float64Array
  readonly sample: ClusterSample
  readonly mean: number
}

function partOf(losses: Float64Array, inside: Uint8Array, sample: ClusterSample, wanted: 0 | 1): Part {
  const rows = rowsWhere(inside, (flag) => flag === wanted)
  const own = Float64Array.from(rows, (row) => losses[row]!)
  const selected = selectSample(sample, rows)
  return { losses: own, sample: selected, mean: weightedMean(own, selected) }
}

/** At least 1. Cases of which none differs are worth no more than their clusters. */
function effectOf({ losses, sample }: Part): number {
  if (losses.every((loss) => loss === losses[0])) return losses.length / sample.effective
  return Math.max(1, designEffect(losses, sample))
}

function sharedEffect(
  here: Part,
  there: Part,
  inside: Uint8Array,
  losses: Float64Array,
  sample: ClusterSample,
): number {
  const apart =
    clusterVariance(meanInfluences(here.losses, here.mean, here.sample), here.sample) +
    clusterVariance(meanInfluences(there.losses, there.mean, there.sample), there.sample)
  const influences = losses.map((loss, i) =>
    inside[i] === 1
      ? (sample.weights[i]! * (loss - here.mean)) / here.sample.total
      : (-sample.weights[i]! * (loss - there.mean)) / there.sample.total,
  )
  return apart > 0 ? Math.max(1, clusterVariance(influences, sample) / apart) : 1
}

function sumsOf({ losses, sample }: Part, effect: number): LossSums {
  const n = losses.length / effect
  let [sum, squares] = [0, 0]
  for (let i = 0; i < losses.length; i++) {
    const weighed = (sample.weights[i]! * losses[i]!) / sample.total
    sum += weighed
    squares += weighed * losses[i]!
  }
  return { n, sum: n * sum, squares: n * squares }
}
