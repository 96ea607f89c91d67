import type { Interval } from '../core/estimate.js'
import { wilsonInterval } from './wilson.js'

/**
 * Newcombe's hybrid score interval of the difference of two independent proportions, b / m - a / n (his method 10, from Wilson's limits
 * of both, without continuity correction). Never of zero width; n and m > 0.
 * @see Newcombe 1998, Stat. Med. 17(8):873-890, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
 */
export function newcombeInterval(a: number, n: number, b: number, m: number, confidence: number): Interval {
  const [p, q] = [a / n, b / m]
  const [lowP, highP] = wilsonInterval(a, n, confidence)
  const [lowQ, highQ] = wilsonInterval(b, m, confidence)
  return [q - p - Math.hypot(q - lowQ, highP - p), q - p + Math.hypot(highQ - q, p - lowP)]
}
