import { weightedMean, type ClusterSample } from '../../stats/clusterSample.js'
import { clusteredPair, clusteredShare } from '../../stats/clusteredProportion.js'
import { allowUnseen } from '../../stats/unseen.js'
import type { Figure } from '../measure.js'
import { clamp, samplingFacts, unseenOf } from './linearisedFigures.js'

/** Of each case, 1 where old or new succeeds, and how the cases were drawn. */
export interface ClusteredSuccesses {
  readonly old: Float64Array
  readonly new: Float64Array
  readonly sample: ClusterSample
}

/** As `proportionFigures`, by the design effect: Wilson's, Tango's, and Bonett and Price's intervals of scaled counts. */
export function clusteredProportions(of: ClusteredSuccesses, confidence: number): readonly Figure[] {
  const { sample } = of
  const n = of.old.length
  const common = { n, ...samplingFacts(sample, confidence) }
  const unseen = unseenOf(sample, confidence)
  const pair = clusteredPair(of.old, of.new, sample, confidence)
  const old = shareOf('old', of.old, sample, confidence)
  const base = weightedMean(of.old, sample)
  return [
    old,
    shareOf('new', of.new, sample, confidence),
    {
      of: 'difference',
      value: pair.difference,
      interval: clamp(allowUnseen(finite(pair.interval), pair.difference, unseen), [-1, 1]),
      relative:
        pair.ratio !== null && old.interval !== null && old.interval[0] > 0
          ? {
              value: pair.difference / base,
              interval: allowUnseen(finite(pair.ratio), pair.difference / base, unseen / base),
            }
          : null,
      method: 'cluster-tango',
      ...common,
    },
  ]
}

/** One weighted share of the cases. */
export function clusteredShareFigure(
  flags: Float64Array,
  sample: ClusterSample,
  confidence: number,
): readonly Figure[] {
  return [shareOf('pair', flags, sample, confidence)]
}

function shareOf(of: Figure['of'], flags: Float64Array, sample: ClusterSample, confidence: number): Figure {
  const { value, interval } = clusteredShare(flags, sample, confidence)
  return {
    of,
    value,
    interval: clamp(allowUnseen(finite(interval), value, unseenOf(sample, confidence)), [0, 1]),
    n: flags.length,
    method: 'cluster-wilson',
    ...samplingFacts(sample, confidence),
  }
}

function finite(interval: readonly [number, number]): [number, number] | null {
  return interval.every(Number.isFinite) ? [interval[0], interval[1]] : null
}
