import type { Interval } from '../core/estimate.js'
import { twoSidedT } from './distributions.js'

/**
 * Mean of a series in the order of time, with an interval that allows for neighbours that are alike, as timings on one machine are: the
 * series is cut into about √n stretches, and Student's t is applied to their means, weighted by their lengths. A plain t interval would
 * count each value as news. No interval for fewer than 4 values; NaN in, NaN out.
 * @see Law 2015, Simulation Modeling and Analysis, 5th ed., section 9.5.3 (batch means)
 * @see Flegal & Jones 2010, Ann. Stat. 38(2):1034-1070, doi:10.1214/09-AOS735 (√n batches)
 */
export function batchMean(
  series: Float64Array,
  confidence: number,
): { readonly value: number; readonly interval: Interval | null } {
  const n = series.length
  const value = meanOf(series)
  const batches = Math.floor(Math.sqrt(n))
  if (batches < 2) return { value, interval: null }
  let sum = 0
  for (let batch = 0; batch < batches; batch++) {
    const part = series.subarray(Math.floor((batch * n) / batches), Math.floor(((batch + 1) * n) / batches))
    sum += ((part.length / n) * (meanOf(part) - value)) ** 2
  }
  const half = twoSidedT(confidence, batches - 1) * Math.sqrt((sum * batches) / (batches - 1))
  return { value, interval: [value - half, value + half] }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
