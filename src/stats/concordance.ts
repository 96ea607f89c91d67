import type { Interval } from '../core/estimate.js'
import { twoSidedZ } from './distributions.js'

export interface Concordance {
  readonly value: number
  /** Null where it has none: fewer than 4 pairs, or no scatter about the line at all. */
  readonly interval: Interval | null
  /** Pearson's correlation (how close to a line), and what is lost because that line is not the diagonal: `value` is their product. */
  readonly correlation: number
  readonly accuracy: number
}

/**
 * Lin's concordance correlation of n pairs: 2 s_xy / (s_x² + s_y² + (mean x - mean y)²), moments over n. In [-1, 1]: 1 only when
 * both numbers are the same in every pair, unlike Pearson's, which forgives any shift and scale. Interval by the inverse hyperbolic tangent,
 * with the variance as corrected in 2000. Null when either side is constant (n < 2 among them). Sums of squared deviations in, as `CoMoments` has them.
 * @see Lin 1989, Biometrics 45(1):255-268, doi:10.2307/2532051; correction: 2000, Biometrics 56(1):324-325
 */
export function concordance(
  of: {
    readonly n: number
    readonly a: number
    readonly b: number
    readonly aa: number
    readonly bb: number
    readonly ab: number
  },
  confidence: number,
): Concordance | null {
  const { n, a, b, aa, bb, ab } = of
  if (n < 2 || !(aa > 0) || !(bb > 0)) return null
  const apart = a - b
  const value = (2 * ab) / (aa + bb + n * apart * apart)
  const correlation = Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)))
  if (!Number.isFinite(value) || !Number.isFinite(correlation)) return null
  return {
    value,
    interval: intervalOf(n, value, correlation, (apart * apart * n) / Math.sqrt(aa * bb), confidence),
    correlation,
    accuracy: (2 * Math.sqrt(aa * bb)) / (aa + bb + n * apart * apart),
  }
}

/** `shift2` is the squared difference of means in units of both deviations. */
function intervalOf(n: number, c: number, r: number, shift2: number, confidence: number): Interval | null {
  const c2 = c * c
  if (n < 4 || r === 0 || !(c2 < 1)) return null
  const variance =
    (((1 - r * r) * c2) / ((1 - c2) * r * r) +
      (2 * c2 * c * (1 - c) * shift2) / (r * (1 - c2) ** 2) -
      (c2 * c2 * shift2 * shift2) / (2 * r * r * (1 - c2) ** 2)) /
    (n - 2)
  if (!(variance > 0)) return null
  const half = twoSidedZ(confidence) * Math.sqrt(variance)
  return [Math.tanh(Math.atanh(c) - half), Math.tanh(Math.atanh(c) + half)]
}
