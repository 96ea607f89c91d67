import { normalCdf } from './distributions.js'

/** Of values paired case by case: the smaller and the larger of each pair, each ascending. */
export interface PairEnds {
  readonly lows: Float64Array
  readonly highs: Float64Array
}

/**
 * What noise alone adds to the Wasserstein distance of two ascending samples. Where two distribution functions are equal, the gap between
 * their samples is still above zero on average: where the gap is d with standard error s, the mean of |N(d, s²)| is above d. Summed over
 * the gaps seen, that is sqrt(2) - 1 of what the distance has too much when nothing drifted, hence the division; where the gap is
 * far above its error it vanishes.
 * @see Leone, Nelson & Nottingham 1961, Technometrics 3(4):543-550, doi:10.1080/00401706.1961.10489974 (the folded normal distribution)
 */
export function wassersteinNoise(a: Float64Array, b: Float64Array, pairs: PairEnds | null): number {
  let i = 0
  let j = 0
  let low = 0
  let high = 0
  let noise = 0
  let before = 0
  while (i < a.length || j < b.length) {
    const at = i >= a.length ? b[j]! : j >= b.length ? a[i]! : Math.min(a[i]!, b[j]!)
    if (i + j > 0) {
      const f = i / a.length
      const g = j / b.length
      const variance =
        pairs === null ? (f * (1 - f)) / a.length + (g * (1 - g)) / b.length : (low - high) / (a.length * a.length)
      noise += foldedExcess(Math.abs(f - g), Math.sqrt(Math.max(0, variance))) * (at - before)
    }
    while (i < a.length && a[i] === at) i++
    while (j < b.length && b[j] === at) j++
    if (pairs !== null) {
      while (low < pairs.lows.length && pairs.lows[low]! <= at) low++
      while (high < pairs.highs.length && pairs.highs[high]! <= at) high++
    }
    before = at
  }
  return noise / (Math.SQRT2 - 1)
}

/** Mean of |N(gap, error²)| - gap, from a table in steps of a hundredth of the error. */
function foldedExcess(gap: number, error: number): number {
  if (error === 0) return 0
  const at = (gap / error) * STEPS
  const below = Math.floor(at)
  if (below >= EXCESS.length - 1) return 0
  return error * (EXCESS[below]! + (EXCESS[below + 1]! - EXCESS[below]!) * (at - below))
}

const STEPS = 100
const EXCESS = Float64Array.from({ length: 5 * STEPS }, (_, i) => {
  const t = i / STEPS
  return Math.sqrt(2 / Math.PI) * Math.exp((-t * t) / 2) - 2 * t * normalCdf(-t)
})
