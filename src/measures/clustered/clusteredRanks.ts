import type { Interval } from '../../core/estimate.js'
import { unseenCases, type ClusterSample } from '../../stats/clusterSample.js'
import { wilsonInterval } from '../../stats/wilson.js'
import type { Figure } from '../measure.js'
import type { Linearised } from '../../stats/linearised.js'
import { linearisedFigures, unseenOf } from './linearisedFigures.js'

/** A case that is ranked by chance is half of the range away from where it should be, as in `rankFigures`. */
const BY_CHANCE = 1 / 2

export interface ClusteredRanks {
  readonly sample: ClusterSample
  /** The cases of the class that the fewest clusters speak for. */
  readonly smaller: ClusterSample
}

/**
 * As `rankFigures`, from sums of influences by cluster. A perfect ranking has no variance to be seen: Wilson's interval for the clusters of
 * the smaller class, all right, and both together for the difference. No interval where one cluster alone holds a class.
 */
export function clusteredRankFigures(
  old: Linearised | null,
  newer: Linearised | null,
  { sample, smaller }: ClusteredRanks,
  n: number,
  confidence: number,
): readonly Figure[] {
  const size = unseenCases(smaller, confidence)
  const half = unseenOf(smaller, confidence) * BY_CHANCE
  const about = { range: [0, 1] as Interval, unseen: { old: half, new: half }, confidence, n }
  const figures = linearisedFigures({ old, new: newer }, sample, about)
  if (Number.isNaN(size)) {
    const noInterval = smaller.clusters < 2 ? 'one-cluster' : 'too-few-clusters'
    return figures.map((figure) => {
      const { effectiveN, ...known } = figure
      return effectiveN === undefined ? figure : { ...known, interval: null, relative: null, noInterval }
    })
  }
  const [low, high] = wilsonInterval(size, size, confidence)
  return figures.map((figure) => {
    const counted = figure.value === null ? figure : { ...figure, effectiveN: size }
    if (figure.of === 'difference') {
      if (!isPerfect(old) || !isPerfect(newer) || figure.value === null) return counted
      const interval: Interval = [Math.max(-1, figure.value - (high - low)), Math.min(1, figure.value + (high - low))]
      return { ...counted, interval, relative: null }
    }
    const side = figure.of === 'old' ? old : newer
    if (!isPerfect(side)) return counted
    return { ...counted, interval: side!.value >= 0.5 ? [low, high] : [1 - high, 1 - low] }
  })
}

/** Sums of weights are right to their last bits only. */
function isPerfect(of: Linearised | null): boolean {
  return of !== null && (of.value > 1 - 1e-12 || of.value < 1e-12)
}
