import type { Interval } from '../core/estimate.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import type { BinnedPair } from './columnPair.js'
import type { Figure } from './measure.js'

export type Distance = (a: Float64Array, b: Float64Array) => number

/** How an interval is made from the distances of resamples. */
export type Around = (replicates: Float64Array, value: number, confidence: number, range: Interval) => Interval | null

/**
 * A distance between two rows of counts with its interval from resamples. Resamples of a column that never changes do not change either,
 * be there 2 cases or 20,000: so the upper end is at least the distance that there would be if the share of cases that may have gone
 * unseen stood in the emptiest bin instead of the fullest. With fewer cases than bins most are empty for want of cases: no interval.
 */
export function binDistance(
  binned: BinnedPair,
  distance: Distance,
  around: Around,
  confidence: number,
  range: Interval,
): Omit<Figure, 'of' | 'n'> {
  const value = distance(binned.a, binned.b)
  const method = 'multinomial-bootstrap'
  if (Math.min(casesIn(binned.a), casesIn(binned.b)) < binned.a.length) return { value, interval: null, method }
  const interval = around(binned.replicates(distance), value, confidence, range)
  const [a, b] = [binned.a, binned.b].map(withElsewhere) as [Float64Array, Float64Array]
  const unseen = distance(a, moveCases(b, confidence)) - distance(a, b)
  const allowed = unseen > 0 ? allowUnseen(interval, value, unseen) : interval
  return {
    value,
    interval: allowed === null ? null : [Math.max(range[0], allowed[0]), Math.min(range[1], allowed[1])],
    method,
  }
}

/** A single bin leaves nowhere else to be: an empty one is added. */
function withElsewhere(counts: Float64Array): Float64Array {
  return counts.length > 1 ? counts : Float64Array.from([...counts, 0])
}

function moveCases(counts: Float64Array, confidence: number): Float64Array {
  const moved = counts.slice()
  const n = casesIn(counts)
  let fullest = 0
  let emptiest = 0
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! > counts[fullest]!) fullest = i
    if (counts[i]! <= counts[emptiest]!) emptiest = i
  }
  const cases = Math.min(counts[fullest]!, n * unseenShare(n, confidence))
  moved[fullest]! -= cases
  moved[emptiest]! += cases
  return moved
}

function casesIn(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
