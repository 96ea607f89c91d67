import type { ClusterSample } from '../../stats/clusterSample.js'
import { clusteredMedians } from '../../stats/weightedMedian.js'
import type { Figure } from '../measure.js'
import { samplingFacts } from './linearisedFigures.js'

/** Weighted medians of one number a case and side, with Woodruff's intervals. */
export function clusteredMedianFigures(
  old: Float64Array,
  newer: Float64Array,
  sample: ClusterSample,
  confidence: number,
): readonly Figure[] {
  const medians = clusteredMedians(old, newer, sample, confidence)
  const common = { n: old.length, method: 'cluster-median', ...samplingFacts(sample, confidence) }
  return [
    { of: 'old', value: medians.old, interval: medians.oldInterval, ...common },
    { of: 'new', value: medians.new, interval: medians.newInterval, ...common },
    {
      of: 'difference',
      value: medians.new - medians.old,
      interval: medians.differenceInterval,
      relative:
        medians.relativeInterval === null
          ? null
          : { value: medians.new / medians.old - 1, interval: medians.relativeInterval },
      ...common,
    },
  ]
}
