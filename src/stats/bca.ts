import type { Interval } from '../core/estimate.js'
import { normalCdf, normalQuantile, twoSidedZ } from './distributions.js'
import { quantileOfSorted } from './quantile.js'
import { seededRandom } from './random.js'

const REPLICATES = 2000

/**
 * Bias-corrected and accelerated bootstrap interval of the mean of `values` (at least 2), 2000 resamples. All values equal: that value twice.
 * @see Efron 1987, JASA 82(397):171-185, doi:10.1080/01621459.1987.10478410
 */
export function bcaMeanInterval(values: Float64Array, confidence: number, seed: number): Interval {
  const n = values.length
  const mean = meanOf(values)
  const random = seededRandom(seed)
  const replicates = new Float64Array(REPLICATES)
  for (let b = 0; b < REPLICATES; b++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += values[Math.floor(random() * n)]!
    replicates[b] = sum / n
  }
  return bcaInterval(replicates, mean, accelerationOfMean(values, mean), confidence)
}

/** BCa from replicates of any statistic, its value, and its acceleration. Sorts `replicates`. */
export function bcaInterval(
  replicates: Float64Array,
  value: number,
  acceleration: number,
  confidence: number,
): Interval {
  replicates.sort()
  if (replicates[0] === replicates.at(-1)) return [replicates[0]!, replicates[0]!]
  let below = 0
  for (const replicate of replicates) below += replicate < value ? 1 : replicate === value ? 0.5 : 0
  // Half a replicate at least on either side: an infinite correction would leave the sample.
  const share = Math.min(Math.max(below, 0.5), replicates.length - 0.5) / replicates.length
  const bias = normalQuantile(share)
  const z = twoSidedZ(confidence)
  const at = (sign: number) => {
    const shifted = bias + sign * z
    return quantileOfSorted(replicates, normalCdf(bias + shifted / (1 - acceleration * shifted)))
  }
  return [at(-1), at(1)]
}

/** Skewness / (6 sqrt n): the jackknife's acceleration when the statistic is the mean. */
function accelerationOfMean(values: Float64Array, mean: number): number {
  let squares = 0
  let cubes = 0
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - mean
    squares += deviation * deviation
    cubes += deviation * deviation * deviation
  }
  return squares === 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5))
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
