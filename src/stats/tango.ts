import type { Interval } from '../core/estimate.js'
import { twoSidedZ } from './distributions.js'

/**
 * Tango's score interval of the difference of two paired proportions, (onlyNew - onlyOld) / n: `onlyNew` of the n cases succeed with
 * new alone, `onlyOld` with old alone. Unlike Wald's it keeps its level for few or no discordant pairs: with none it is
 * ±z²/(n + z²), not zero. Swapping the two counts negates it exactly.
 * @see Tango 1998, Stat. Med. 17(8):891-908, doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B
 */
export function tangoInterval(onlyNew: number, onlyOld: number, n: number, confidence: number): Interval {
  const z = twoSidedZ(confidence)
  return [lowerBound(onlyNew, onlyOld, n, z), -lowerBound(onlyOld, onlyNew, n, z)]
}

/** The difference below the observed one at which the score statistic reaches z, by bisection to the last bit. */
function lowerBound(b: number, c: number, n: number, z: number): number {
  let low = -1
  let high = (b - c) / n
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (tangoStatistic(b, c, n, middle) > z) low = middle
    else high = middle
  }
  return high
}

/** The score statistic of "the difference is delta"; about standard normal if it is. Falls as delta grows. */
export function tangoStatistic(b: number, c: number, n: number, delta: number): number {
  const excess = b - c - n * delta
  const variance = n * tangoVariance(b, c, n, delta)
  if (variance <= 0) return excess === 0 ? 0 : Math.sign(excess) * Infinity
  return excess / Math.sqrt(variance)
}

/** Variance of one case's difference when the true difference is delta, with the maximum-likelihood discordance under that constraint. */
export function tangoVariance(b: number, c: number, n: number, delta: number): number {
  return 2 * onlyOldProbability(b, c, n, delta) + delta * (1 - delta)
}

/** Maximum-likelihood P(only old succeeds) under the constraint that the difference is delta. */
function onlyOldProbability(b: number, c: number, n: number, delta: number): number {
  const linear = -b - c + (2 * n - b + c) * delta
  const constant = -c * delta * (1 - delta)
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant))
  // The two forms are equal; each is used where it does not cancel.
  return linear <= 0 ? (root - linear) / (4 * n) : (-2 * constant) / (root + linear)
}
