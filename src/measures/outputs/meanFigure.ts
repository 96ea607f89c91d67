import type { Interval } from '../../core/estimate.js'
import { caseMeanInterval, type CaseMean } from '../../stats/caseMean.js'
import { allowUnseen, unseenShare } from '../../stats/unseen.js'
import type { Figure } from '../measure.js'

/**
 * The mean of one number a case with its interval, which leaves room for a share of unseen cases that lie a `step` away and stays inside
 * `range`.
 */
export function meanFigure(
  of: CaseMean,
  step: number,
  [lowest, highest]: Interval,
  confidence: number,
  seed: number,
): Omit<Figure, 'of'> {
  const n = of.moments.n
  const { value, interval, method } = caseMeanInterval(of, confidence, seed)
  const wide = allowUnseen(interval, value, unseenShare(n, confidence) * step)
  return {
    value,
    interval: wide === null ? null : [Math.max(lowest, wide[0]), Math.min(highest, wide[1])],
    n,
    method,
  }
}

/** Root mean square of the values: what a typical unseen difference may be. */
export function rootMeanSquare({ moments: { n, mean, m2 } }: CaseMean): number {
  return Math.sqrt(mean * mean + m2 / n)
}
