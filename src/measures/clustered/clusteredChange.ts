import { weightedMean } from '../../stats/clusterSample.js'
import { clusterSums, linearisedInterval } from '../../stats/linearised.js'
import { allowUnseen } from '../../stats/unseen.js'
import type { Figure } from '../measure.js'
import { linearisedMean, type ClusteredPairs } from './clusteredMeans.js'
import { samplingFacts, unseenOf } from './linearisedFigures.js'

/** Weighted mean of new - old. Unseen cases move by `typical`, the values' own standard deviation where it is null. */
export function clusteredChange(
  { old, new: newer, sample }: ClusteredPairs,
  confidence: number,
  typical: number | null,
): readonly Figure[] {
  const mean = linearisedMean(
    newer.map((value, i) => value - old[i]!),
    sample,
  )
  const spread = (values: Float64Array): number => {
    const middle = weightedMean(values, sample)
    return Math.sqrt(
      weightedMean(
        values.map((value) => (value - middle) ** 2),
        sample,
      ),
    )
  }
  const unseen = unseenOf(sample, confidence) * (typical ?? Math.max(spread(old), spread(newer)))
  return [
    {
      of: 'pair',
      value: mean.value,
      interval: allowUnseen(linearisedInterval(clusterSums(mean, sample), sample, confidence), mean.value, unseen),
      n: old.length,
      method: 'cluster-linearised',
      ...samplingFacts(sample, confidence),
    },
  ]
}
