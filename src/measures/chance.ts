import { multinomialDraws } from '../stats/multinomial.js'
import { seededRandom } from '../stats/random.js'

/** Pairs of samples that are drawn for one column: chances in steps of a thousandth. */
export const CHANCE_DRAWS = 1000

/** Cells that are drawn at most, all pairs together: a column of ten thousand names has fewer pairs. */
const MOST_CELLS = 5_000_000
const FEWEST_DRAWS = 50

/**
 * How often `distance` would be above `threshold` if nothing had changed: both samples are drawn, each in its own size, from what the two
 * hold together. Seeded. NaN without cases.
 */
export function chanceOfCrossing(
  a: Float64Array,
  b: Float64Array,
  distance: (a: Float64Array, b: Float64Array) => number,
  threshold: number,
  seed: number,
): number {
  const [n, m] = [casesIn(a), casesIn(b)]
  if (n === 0 || m === 0) return Number.NaN
  const together = a.map((count, i) => count + b[i]!)
  const random = seededRandom(seed)
  const [drawA, drawB] = [multinomialDraws(together, n), multinomialDraws(together, m)]
  const [x, y] = [new Float64Array(a.length), new Float64Array(a.length)]
  const draws = Math.max(FEWEST_DRAWS, Math.min(CHANCE_DRAWS, Math.floor(MOST_CELLS / a.length)))
  let crossed = 0
  for (let draw = 0; draw < draws; draw++) {
    drawA(random, x)
    drawB(random, y)
    if (distance(x, y) > threshold) crossed++
  }
  return crossed / draws
}

function casesIn(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
