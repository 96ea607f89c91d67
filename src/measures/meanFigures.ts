import type { Interval } from '../core/estimate.js'
import { meanInterval, relativeMeanDifference } from '../stats/meanInterval.js'
import type { Moments } from '../stats/moments.js'
import type { PairedMoments } from '../stats/pairedMoments.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { clusteredMeans, type ClusteredPairs } from './clustered/clusteredMeans.js'
import type { Figure } from './measure.js'

/**
 * Old, new and difference of a mean loss over the cases, by paired t (BCa for few cases). No interval is narrower than what a share of
 * unseen cases could add, each of them a typical loss (root mean square), or `leastMiss`, the least that a wrong answer costs.
 */
export function meanFigures(
  pairs: PairedMoments & { readonly cases?: ClusteredPairs },
  confidence: number,
  seed: number,
  leastMiss: number,
): readonly Figure[] {
  if (pairs.cases !== undefined) return clusteredMeans(pairs.cases, confidence, leastMiss)
  const { few } = pairs
  const n = pairs.difference.n
  const old = meanInterval(pairs.old, few?.old ?? null, confidence, seed)
  const newer = meanInterval(pairs.new, few?.new ?? null, confidence, seed)
  const differences = few === null ? null : few.old.map((value, i) => few.new[i]! - value)
  const difference = meanInterval(pairs.difference, differences, confidence, seed)
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
      interval: notBelowZero(allowUnseen(old.interval, pairs.old.mean, ofOld)),
      n,
      method: old.method,
    },
    {
      of: 'new',
      value: pairs.new.mean,
      interval: notBelowZero(allowUnseen(newer.interval, pairs.new.mean, ofNew)),
      n,
      method: newer.method,
    },
    {
      of: 'difference',
      value: pairs.difference.mean,
      interval: allowUnseen(difference.interval, pairs.difference.mean, ofBoth),
      relative:
        relative === null
          ? null
          : {
              value: relative.value,
              interval: allowUnseen(relative.interval, relative.value, ofBoth / Math.abs(pairs.old.mean)),
            },
      n,
      method: difference.method,
    },
  ]
}

function rootMeanSquare({ n, mean, m2 }: Moments): number {
  return Math.sqrt(mean * mean + m2 / n)
}

function notBelowZero(interval: Interval | null): Interval | null {
  return interval === null ? null : [Math.max(0, interval[0]), interval[1]]
}
