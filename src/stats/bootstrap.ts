import type { Interval } from '../core/estimate.js'
import { multinomialDraws } from './multinomial.js'
import { quantileOfSorted } from './quantile.js'
import { seededRandom } from './random.js'

export const REPLICATES = 2000

/**
 * The multinomial bootstrap: resamples a table of counts (`weights`, which may hold fractions) `replicates` times with `n` cases each and
 * shows each table to `visit`. Equal to resampling the cases, at the cost of the cells. `counts` is reused between visits.
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 6
 */
export function bootstrapCounts(
  weights: Float64Array,
  n: number,
  seed: number,
  replicates: number,
  visit: (counts: Float64Array, replicate: number) => void,
): void {
  const random = seededRandom(seed)
  const counts = new Float64Array(weights.length)
  const draw = multinomialDraws(weights, n)
  for (let b = 0; b < replicates; b++) {
    draw(random, counts)
    visit(counts, b)
  }
}

/**
 * Percentile interval of replicates, moved by `value` - `centre`: replicates that were drawn from a table with pseudo-cases surround that
 * table's statistic (`centre`), and a difference must stay where it was observed. No move when both are the same. Replicates that are NaN (a class that was not drawn) are left out; null when half of them are.
 * Clamped to `range`; always holds `value`.
 */
export function percentileInterval(
  replicates: Float64Array,
  value: number,
  centre: number,
  confidence: number,
  range: Interval,
): Interval | null {
  const usable = withoutNaN(replicates).sort()
  if (usable.length * 2 <= replicates.length || Number.isNaN(value) || Number.isNaN(centre)) return null
  const tail = (1 - confidence) / 2
  const low = value + quantileOfSorted(usable, tail) - centre
  const high = value + quantileOfSorted(usable, 1 - tail) - centre
  return [Math.max(range[0], Math.min(low, value)), Math.min(range[1], Math.max(high, value))]
}

/**
 * Symmetric bootstrap interval: value ± the quantile of |replicate - value|. For statistics that noise can only raise (PSI, calibration
 * error), whose replicates all stand above the value: a plain percentile interval would then exclude the truth.
 * @see Hall 1988, JRSS B 50(1):35-45, doi:10.1111/j.2517-6161.1988.tb01709.x
 */
export function symmetricInterval(
  replicates: Float64Array,
  value: number,
  confidence: number,
  range: Interval,
): Interval | null {
  const distances = withoutNaN(replicates)
  for (let i = 0; i < distances.length; i++) distances[i] = Math.abs(distances[i]! - value)
  distances.sort()
  if (distances.length * 2 <= replicates.length || Number.isNaN(value)) return null
  const half = quantileOfSorted(distances, confidence)
  return [Math.max(range[0], value - half), Math.min(range[1], value + half)]
}

/**
 * The same for a statistic that is a square root (a distance): made on its square, which is what noise adds to, and taken back.
 */
export function symmetricRootInterval(
  replicates: Float64Array,
  value: number,
  confidence: number,
  range: Interval,
): Interval | null {
  const squares = replicates.map((replicate) => replicate * replicate)
  const interval = symmetricInterval(squares, value * value, confidence, [range[0] ** 2, range[1] ** 2])
  return interval === null ? null : [Math.min(value, Math.sqrt(interval[0])), Math.max(value, Math.sqrt(interval[1]))]
}

function withoutNaN(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) kept[count++] = values[i]!
  return kept.subarray(0, count)
}
