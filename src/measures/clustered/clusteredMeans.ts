import { meanInfluences, weightedMean, type ClusterSample } from '../../stats/clusterSample.js'
import type { Linearised } from '../../stats/linearised.js'
import type { Figure } from '../measure.js'
import { linearisedFigures, unseenOf } from './linearisedFigures.js'

/** One number a case and side, and how the cases were drawn. */
export interface ClusteredPairs {
  readonly old: Float64Array
  readonly new: Float64Array
  readonly sample: ClusterSample
}

/** As `meanFigures`: weighted means of a loss (never below zero), each unseen case a typical loss or `leastMiss` away. */
export function clusteredMeans(
  { old, new: newer, sample }: ClusteredPairs,
  confidence: number,
  leastMiss: number,
): readonly Figure[] {
  const share = unseenOf(sample, confidence)
  const unseen = (values: Float64Array) => share * Math.max(leastMiss, rootMeanSquare(values, sample))
  return linearisedFigures({ old: linearisedMean(old, sample), new: linearisedMean(newer, sample) }, sample, {
    range: [0, Infinity],
    unseen: { old: unseen(old), new: unseen(newer) },
    confidence,
    n: old.length,
  })
}

export function linearisedMean(values: Float64Array, sample: ClusterSample): Linearised {
  const value = weightedMean(values, sample)
  return { value, influences: meanInfluences(values, value, sample) }
}

function rootMeanSquare(values: Float64Array, sample: ClusterSample): number {
  return Math.sqrt(
    weightedMean(
      values.map((value) => value * value),
      sample,
    ),
  )
}
