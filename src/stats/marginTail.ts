import type { Interval } from '../core/estimate.js'
import { normalTail, twoSidedT, studentTail, twoSidedZ } from './distributions.js'
import { tangoStatistic } from './tango.js'

/** One side of a margin: how far the estimate lies inside it, and the chance of lying as far if the truth stood on the limit. */
export interface MarginTail {
  readonly statistic: number
  readonly pValue: number
}

/**
 * Test of "the truth lies at or beyond `limit`" against "it lies below it" (`above`: above it), from an estimate with its interval. The side of the
 * interval towards the limit, over its quantile, stands for the standard error, so that the p-value is below (1 - confidence) / 2 exactly where the interval
 * keeps clear of the limit. `degrees`: Student's t, else the normal distribution.
 * @see Schuirmann 1987, J. Pharmacokinet. Biopharm. 15(6):657-680, doi:10.1007/BF01068419 (two one-sided tests)
 */
export function marginTail(
  of: { readonly value: number; readonly interval: Interval; readonly degrees: number | null },
  limit: number,
  above: boolean,
  confidence: number,
): MarginTail {
  const { value, interval, degrees } = of
  const inside = above ? value - limit : limit - value
  const side = above ? value - interval[0] : interval[1] - value
  const quantile = degrees === null ? twoSidedZ(confidence) : twoSidedT(confidence, degrees)
  const statistic = inside / (side / quantile)
  if (!Number.isFinite(statistic)) return { statistic: Number.NaN, pValue: inside > 0 ? 0 : 1 }
  return { statistic, pValue: degrees === null ? normalTail(statistic) : studentTail(statistic, degrees) }
}

/**
 * The same for a paired difference of proportions, new - old, by Tango's score statistic at the limit itself: exactly what his interval inverts.
 * @see Tango 1998, Stat. Med. 17(8):891-908
 */
export function tangoTail(onlyNew: number, onlyOld: number, n: number, limit: number, above: boolean): MarginTail {
  const z = tangoStatistic(onlyNew, onlyOld, n, limit)
  const statistic = above ? z : -z
  return { statistic, pValue: normalTail(statistic) }
}

/** The same for one proportion, by the score statistic that Wilson's interval inverts. `limit` in (0, 1). */
export function wilsonTail(proportion: number, n: number, limit: number, above: boolean): MarginTail {
  const z = (proportion - limit) / Math.sqrt((limit * (1 - limit)) / n)
  const statistic = above ? z : -z
  return { statistic, pValue: normalTail(statistic) }
}

/** Two one-sided tests: the truth lies between both limits if it keeps clear of each; the worse of the two counts. */
export function bothTails(a: MarginTail, b: MarginTail): MarginTail {
  return a.pValue >= b.pValue ? a : b
}
