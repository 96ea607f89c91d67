import type { Interval } from '../core/estimate.js'
import { relativeMeanDifference, studentInterval } from '../stats/meanInterval.js'
import type { Moments } from '../stats/moments.js'
import type { PairedMoments } from '../stats/pairedMoments.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { clusteredMeans, type ClusteredPairs } from './clustered/clusteredMeans.js'
import type { Figure } from './measure.js'

/**
 * Old, new and difference of a mean loss over the cases, by paired t. No interval is narrower than what a share of
 * unseen cases could add, each of them a typical loss (root mean square), or `leastMiss`, the least that a wrong answer costs.
 */
export function meanFigures(
  pairs: PairedMoments & { readonly cases?: ClusteredPairs },
  confidence: number,
  leastMiss: number,
): readonly Figure[] {
  if (pairs.cases !== undefined) return clusteredMeans(pairs.cases, confidence, leastMiss)
  const n = pairs.difference.n
  const old = studentInterval(pairs.old, confidence)
  const newer = studentInterval(pairs.new, confidence)
  const difference = studentInterval(pairs.difference, confidence)
  const relative = relativeMeanDifference(pairs, confidence)
  const share = unseenShare(n, confidence)
  const ofOld = share * Math.max(leastMiss, rootMeanSquare(pairs.old))
  const ofNew = share * Math.max(leastMiss, rootMeanSquare(pairs.new))
  const ofBoth = Math.max(ofOld, ofNew)
  return [
    // These means are of losses: never below zero.
    {
      of: 'old',
      value: pairs.old.mean,
      interval: notBelowZero(allowUnseen(old, pairs.old.mean, ofOld)),
      n,
      method: 'paired-t',
    },
    {
      of: 'new',
      value: pairs.new.mean,
      interval: notBelowZero(allowUnseen(newer, pairs.new.mean, ofNew)),
      n,
      method: 'paired-t',
    },
    {
      of: 'difference',
      value: pairs.difference.mean,
      interval: allowUnseen(difference, pairs.difference.mean, ofBoth),
      relative:
        relative === null
          ? null
          : {
              value: relative.value,
              interval: allowUnseen(relative.interval, relative.value, ofBoth / Math.abs(pairs.old.mean)),
            },
      n,
      method: 'paired-t',
    },
  ]
}

function rootMeanSquare({ n, mean, m2 }: Moments): number {
  return Math.sqrt(mean * mean + m2 / n)
}

function notBelowZero(interval: Interval | null): Interval | null {
  return interval === null ? null : [Math.max(0, interval[0]), interval[1]]
}
