import type { Interval } from '../core/estimate.js'
import { twoSidedZ } from './distributions.js'

/**
 * Interval of the ratio new/old of two paired proportions, from `both` (succeed with both), `onlyNew`, `onlyOld`: Bonett and Price's
 * hybrid of two Wilson intervals, whose width respects the pairing. Needs at least one success of old; null otherwise.
 * @see Bonett & Price 2006, Stat. Med. 25(17):3039-3047, doi:10.1002/sim.2440
 */
export function pairedRatioInterval(
  both: number,
  onlyNew: number,
  onlyOld: number,
  confidence: number,
): Interval | null {
  const z = twoSidedZ(confidence)
  const n = both + onlyNew + onlyOld
  const newer = both + onlyNew
  const older = both + onlyOld
  if (older === 0) return null
  const spread = Math.sqrt((onlyNew + onlyOld + 2) / ((newer + 1) * (older + 1)))
  const k = (z * spread) / (spreadOf(newer, n) + spreadOf(older, n))
  const [newLow, newHigh] = wilsonWith(k, newer, n)
  const [oldLow, oldHigh] = wilsonWith(k, older, n)
  return [newLow / oldHigh, newHigh / oldLow]
}

function spreadOf(successes: number, n: number): number {
  return Math.sqrt((1 - (successes + 1) / (n + 2)) / (successes + 1))
}

function wilsonWith(z: number, successes: number, n: number): Interval {
  const middle = 2 * successes + z * z
  const half = z * Math.sqrt(z * z + 4 * successes * (1 - successes / n))
  return [(middle - half) / (2 * (n + z * z)), (middle + half) / (2 * (n + z * z))]
}
