import type { Interval } from '../core/estimate.js'
import { meanInterval, relativeMeanDifference } from '../stats/meanInterval.js'
import type { PairedMoments } from '../stats/pairedMoments.js'
import type { Figure } from './measure.js'

/** Old, new and difference of a mean over the cases, by paired t (BCa for few cases). */
export function meanFigures(pairs: PairedMoments, confidence: number, seed: number): readonly Figure[] {
  const { few } = pairs
  const n = pairs.difference.n
  const old = meanInterval(pairs.old, few?.old ?? null, confidence, seed)
  const newer = meanInterval(pairs.new, few?.new ?? null, confidence, seed)
  const differences = few === null ? null : few.old.map((value, i) => few.new[i]! - value)
  const difference = meanInterval(pairs.difference, differences, confidence, seed)
  return [
    // These means are of losses: never below zero.
    { of: 'old', value: pairs.old.mean, interval: notBelowZero(old.interval), n, method: old.method },
    { of: 'new', value: pairs.new.mean, interval: notBelowZero(newer.interval), n, method: newer.method },
    {
      of: 'difference',
      value: pairs.difference.mean,
      interval: difference.interval,
      relative: relativeMeanDifference(pairs, confidence),
      n,
      method: difference.method,
    },
  ]
}

function notBelowZero(interval: Interval | null): Interval | null {
  return interval === null ? null : [Math.max(0, interval[0]), interval[1]]
}
