/**
 * How often a size of each order came, so that quantiles are known without keeping the sizes: bins between neighbouring numbers of
 * 8 significant bits, 128 to every doubling. A value read from a bin is its middle, within 1/256 (0.4 %) of every size in it (sizes
 * below 2.3e-308 excepted). Counts merge exactly, in any order.
 * @see Masson, Rim & Lee 2019, DDSketch, PVLDB 12(12):2195-2205, doi:10.14778/3352063.3352135 (bins of bounded relative error)
 */
export interface Magnitudes {
  zeros: number
  infinite: number
  /** Bin number of the first count. */
  first: number
  counts: Float64Array
}

/** Bits of a double's upper word below the eighth significant one. */
const DROPPED = 13
/** Bins added beyond the one that is needed, so that they are not added one by one. */
const SPARE = 128

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)

export function emptyMagnitudes(): Magnitudes {
  return { zeros: 0, infinite: 0, first: 0, counts: new Float64Array(0) }
}

/** `magnitude` is 0 or more, never NaN. */
export function addMagnitude(state: Magnitudes, magnitude: number): void {
  if (magnitude === 0) state.zeros++
  else if (magnitude === Infinity) state.infinite++
  else {
    double[0] = magnitude
    const bin = words[1]! >>> DROPPED
    let at = bin - state.first
    if (at < 0 || at >= state.counts.length) {
      makeRoom(state, bin)
      at = bin - state.first
    }
    state.counts[at]!++
  }
}

export function mergeMagnitudes(a: Magnitudes, b: Magnitudes): Magnitudes {
  a.zeros += b.zeros
  a.infinite += b.infinite
  b.counts.forEach((count, i) => {
    if (count === 0) return
    const bin = b.first + i
    if (bin < a.first || bin >= a.first + a.counts.length) makeRoom(a, bin)
    a.counts[bin - a.first]! += count
  })
  return a
}

/** The smallest size that a share `probability` of all sizes do not exceed, within 0.4 %; NaN for no sizes. */
export function magnitudeQuantile(state: Magnitudes, probability: number): number {
  const n = magnitudeCount(state)
  if (n === 0) return Number.NaN
  // Not above the rank that was meant because of a product's last bit.
  const rank = Math.max(1, Math.ceil(n * probability - 1e-9))
  let seen = state.zeros
  if (seen >= rank) return 0
  for (let i = 0; i < state.counts.length; i++) {
    seen += state.counts[i]!
    if (seen >= rank) return middleOf(state.first + i)
  }
  return Infinity
}

export function magnitudeCount({ zeros, infinite, counts }: Magnitudes): number {
  return counts.reduce((sum, count) => sum + count, zeros + infinite)
}

/** Sizes by their power of ten, from the least to the greatest that came: `counts[i]` lie in [10^(from + i), 10^(from + i + 1)). */
export function countByPowerOfTen(state: Magnitudes): { readonly from: number; readonly counts: readonly number[] } {
  const byPower = new Map<number, number>()
  state.counts.forEach((count, i) => {
    if (count === 0) return
    const power = Math.floor(Math.log10(middleOf(state.first + i)))
    byPower.set(power, (byPower.get(power) ?? 0) + count)
  })
  if (byPower.size === 0) return { from: 0, counts: [] }
  const from = Math.min(...byPower.keys())
  const to = Math.max(...byPower.keys())
  return { from, counts: Array.from({ length: to - from + 1 }, (_, i) => byPower.get(from + i) ?? 0) }
}

function middleOf(bin: number): number {
  words[0] = 0
  words[1] = bin << DROPPED
  const low = double[0]!
  words[1] = (bin << DROPPED) + (1 << (DROPPED - 1))
  return double[0] === Infinity || Number.isNaN(double[0]) ? low : double[0]!
}

function makeRoom(state: Magnitudes, bin: number): void {
  const held = state.counts.length
  const first = held === 0 ? Math.max(0, bin - SPARE) : Math.min(state.first, Math.max(0, bin - SPARE))
  const end = Math.max(bin + SPARE, state.first + held)
  const counts = new Float64Array(end - first)
  counts.set(state.counts, held === 0 ? 0 : state.first - first)
  state.first = first
  state.counts = counts
}
