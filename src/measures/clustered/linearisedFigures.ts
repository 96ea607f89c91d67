import type { Interval } from '../../core/estimate.js'
import { unseenCases, type ClusterSample } from '../../stats/clusterSample.js'
import {
  clusterSums,
  linearisedDifference,
  linearisedInterval,
  linearisedRatio,
  type ClusterSums,
  type Linearised,
} from '../../stats/linearised.js'
import { allowUnseen, unseenShare } from '../../stats/unseen.js'
import type { Figure } from '../measure.js'

/** How an estimate that counts clusters together tells its method; nothing else may leave this room for such a set (see `caseEstimates`). */
export const CLUSTER_METHODS = new Set([
  'cluster-linearised',
  'cluster-wilson',
  'cluster-tango',
  'cluster-median',
  'cluster-calibration',
])

/** Why clustered cases have no interval, and as many independent cases as leave as much room for what was not seen. */
export function samplingFacts(sample: ClusterSample, confidence: number): Pick<Figure, 'effectiveN' | 'noInterval'> {
  const effectiveN = unseenCases(sample, confidence)
  if (!Number.isNaN(effectiveN)) return { effectiveN }
  return { noInterval: sample.clusters < 2 ? 'one-cluster' : 'too-few-clusters' }
}

/**
 * Old, new and difference ± Student's t times the standard error from the sums of influences by cluster. `typical`: what an unseen case
 * may move old's and new's value by. Ranges clamp a side and the difference.
 */
export function linearisedFigures(
  sides: { readonly old: Linearised | null; readonly new: Linearised | null },
  sample: ClusterSample,
  about: {
    readonly range: Interval
    /** Half of an interval's least width, of old and of new. */
    readonly unseen: { readonly old: number; readonly new: number }
    readonly confidence: number
    readonly n: number
    readonly reason?: string
  },
): readonly Figure[] {
  const { range, unseen, confidence, n } = about
  const common = { n, method: 'cluster-linearised', ...samplingFacts(sample, confidence) }
  const reason = about.reason === undefined ? {} : { reason: about.reason }
  const missing = { value: null, interval: null, n, method: 'none', reason: 'no-scores' }
  const spread = range[1] - range[0]
  const around = (of: ClusterSums, half: number, within: Interval): Interval | null =>
    clamp(allowUnseen(linearisedInterval(of, sample, confidence), of.value, half), within)
  const summed = (of: 'old' | 'new') => (sides[of] === null ? null : clusterSums(sides[of], sample))
  const [ofOld, ofNew] = [summed('old'), summed('new')]
  const side = (of: 'old' | 'new', known: ClusterSums | null): Figure => {
    if (known === null) return { of, ...missing }
    return { of, value: known.value, interval: around(known, unseen[of], range), ...common, ...reason }
  }
  const [old, newer] = [side('old', ofOld), side('new', ofNew)]
  if (ofOld === null || ofNew === null) return [old, newer, { of: 'difference', ...missing }]
  const difference = linearisedDifference(ofOld, ofNew)
  const ofBoth = Math.max(unseen.old, unseen.new)
  const hasBase = old.interval !== null && old.interval[0] > 0
  const ratio = hasBase ? linearisedRatio(ofOld, ofNew) : null
  return [
    old,
    newer,
    {
      of: 'difference',
      value: difference.value,
      interval: around(difference, ofBoth, [-spread, spread]),
      relative:
        ratio === null
          ? null
          : { value: ratio.value, interval: around(ratio, ofBoth / Math.abs(ofOld.value), [-Infinity, Infinity]) },
      ...common,
      ...reason,
    },
  ]
}

/** The share of unseen cases, none where there is no interval anyway. */
export function unseenOf(sample: ClusterSample, confidence: number): number {
  const n = unseenCases(sample, confidence)
  return Number.isNaN(n) ? 0 : unseenShare(n, confidence)
}

export function clamp(interval: Interval | null, range: Interval): Interval | null {
  return interval === null ? null : [Math.max(range[0], interval[0]), Math.min(range[1], interval[1])]
}
