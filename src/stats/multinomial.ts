import { drawBinomial } from './binomial.js'
import type { Random } from './random.js'

/** Cells that expect fewer cases than this are drawn case by case: cheaper than a binomial for each. */
const RARE = 2

/**
 * Draws multinomial samples of `n` cases over cells in proportion to `weights`. Common cells are drawn one after the other as a binomial of
 * what is left, so that their cost does not grow with cases; the rare ones, of which sparse tables have hundreds, are one cell to that, whose
 * few cases are then placed one by one. Whatever depends on the weights alone is worked out once, for thousands of samples.
 * @see Davis 1993, Comput. Stat. Data Anal. 16(2):205-217 (conditional binomials)
 * @see Walker 1977, ACM TOMS 3(3):253-256, doi:10.1145/355744.355749 (one case by one uniform number)
 */
export function multinomialDraws(weights: Float64Array, n: number): (random: Random, out: Float64Array) => void {
  const total = weights.reduce((sum, weight) => sum + Math.max(0, weight), 0)
  const cells = [...weights.keys()].filter((cell) => weights[cell]! > 0)
  const isRare = (cell: number) => (n * weights[cell]!) / total < RARE
  const rare = cells.filter(isRare)
  // The most likely first: less is left for the others.
  const common = cells.filter((cell) => !isRare(cell)).sort((a, b) => weights[b]! - weights[a]!)
  const rareWeight = rare.reduce((sum, cell) => sum + weights[cell]!, 0)
  const chances = conditionalChances(
    common.map((cell) => weights[cell]!),
    rareWeight,
  )
  const commonCells = Int32Array.from(common)
  const place = rare.length === 0 ? null : placeOne(rare.map((cell) => weights[cell]! / rareWeight))
  const rareCells = Int32Array.from(rare)
  return (random, out) => {
    out.fill(0)
    let left = n
    for (let i = 0; i < commonCells.length && left > 0; i++) {
      const drawn = drawBinomial(random, left, chances[i]!)
      out[commonCells[i]!] = drawn
      left -= drawn
    }
    if (place !== null) for (; left > 0; left--) out[rareCells[place(random())]!]!++
  }
}

/** Of the weight from each cell on (and `after` all of them), the share that is its own; exactly 1 for the last of all. */
function conditionalChances(weights: readonly number[], after: number): Float64Array {
  const chances = new Float64Array(weights.length)
  let left = after
  for (let i = weights.length - 1; i >= 0; i--) {
    left += weights[i]!
    chances[i] = weights[i]! / left
  }
  return chances
}

/** Walker's alias table: a uniform number to a cell in proportion to `shares`, in one look. */
function placeOne(shares: readonly number[]): (u: number) => number {
  const size = shares.length
  const keep = new Float64Array(size).fill(1)
  const alias = Int32Array.from({ length: size }, (_, i) => i)
  const scaled = Float64Array.from(shares, (share) => share * size)
  const small = [...shares.keys()].filter((i) => scaled[i]! < 1)
  const large = [...shares.keys()].filter((i) => scaled[i]! >= 1)
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!
    const rich = large.at(-1)!
    keep[poor] = scaled[poor]!
    alias[poor] = rich
    scaled[rich]! -= 1 - scaled[poor]!
    if (scaled[rich]! < 1) small.push(large.pop()!)
  }
  return (u) => {
    const at = u * size
    const cell = Math.floor(at)
    return at - cell < keep[cell]! ? cell : alias[cell]!
  }
}
