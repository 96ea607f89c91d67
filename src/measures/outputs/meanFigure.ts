import type { Interval } from '../../core/estimate.js'
import { studentInterval } from '../../stats/meanInterval.js'
import { moments, type Moments } from '../../stats/moments.js'
import { allowUnseen, unseenShare } from '../../stats/unseen.js'
import type { Figure } from '../measure.js'

/**
 * The mean of one number a case with its interval, which leaves room for a share of unseen cases that lie a `step` away and stays inside
 * `range`.
 */
export function meanFigure(
  of: Moments,
  step: number,
  [lowest, highest]: Interval,
  confidence: number,
): Omit<Figure, 'of'> {
  const { n, mean: value } = moments.value(of)
  const wide = allowUnseen(studentInterval(of, confidence), value, unseenShare(n, confidence) * step)
  return {
    value,
    interval: wide === null ? null : [Math.max(lowest, wide[0]), Math.min(highest, wide[1])],
    n,
    method: 'paired-t',
  }
}

/** Root mean square of the values: what a typical unseen difference may be. */
export function rootMeanSquare({ n, mean, m2 }: Moments): number {
  return Math.sqrt(mean * mean + m2 / n)
}
