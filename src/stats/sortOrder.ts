/**
 * Indices that put `values` in ascending order; equal values keep their order, -0 stands before 0. NaN comes last (among fewer than 512, anywhere).
 * A radix sort on the numbers' bits, several times faster on a million than a comparison sort of indices.
 */
export function sortOrder(values: Float64Array): Uint32Array {
  if (values.length < 512) return sortByComparison(values)
  const singles = singleBits(values)
  if (singles !== null) return sortByWord(singles, null)
  const { low, high } = doubleBits(values)
  return sortByWord(high, sortByWord(low, null))
}

/** An ascending copy. */
export function sorted(values: Float64Array): Float64Array {
  if (values.length < 512) return values.slice().sort()
  const order = sortOrder(values)
  const ascending = new Float64Array(values.length)
  for (let i = 0; i < ascending.length; i++) ascending[i] = values[order[i]!]!
  return ascending
}

function sortByComparison(values: Float64Array): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i)
  return order.sort((a, b) => values[a]! - values[b]! || signOfZero(values[a]!) - signOfZero(values[b]!) || a - b)
}

function signOfZero(value: number): number {
  return Object.is(value, -0) ? 0 : 1
}

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS

/** Sorts `before` (all indices in order, if null) by an unsigned word of each index, keeping the order of equal words. */
function sortByWord(words: Uint32Array, before: Uint32Array | null): Uint32Array {
  const n = words.length
  let order = new Uint32Array(n)
  let keys = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = before === null ? i : before[i]!
  for (let i = 0; i < n; i++) keys[i] = words[order[i]!]!
  let nextOrder = new Uint32Array(n)
  let nextKeys = new Uint32Array(n)
  const places = new Uint32Array(DIGITS)
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    places.fill(0)
    for (let i = 0; i < n; i++) places[(keys[i]! >>> shift) & (DIGITS - 1)]!++
    // One digit throughout, as in the low half of what was once a float32: nothing to do.
    if (places[(keys[0]! >>> shift) & (DIGITS - 1)] === n) continue
    let start = 0
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = places[digit]!
      places[digit] = start
      start += count
    }
    for (let i = 0; i < n; i++) {
      const key = keys[i]!
      const place = places[(key >>> shift) & (DIGITS - 1)]!++
      nextOrder[place] = order[i]!
      nextKeys[place] = key
    }
    ;[order, nextOrder] = [nextOrder, order]
    ;[keys, nextKeys] = [nextKeys, keys]
  }
  return order
}

/** The bits of the values as float32, if none loses anything by it (most models answer in float32): half the work. */
function singleBits(values: Float64Array): Uint32Array | null {
  for (let i = 0; i < values.length; i++) if (Math.fround(values[i]!) !== values[i]) return null
  const words = new Uint32Array(new Float32Array(values).buffer)
  for (let i = 0; i < words.length; i++) words[i] = ordered(words[i]!, words[i]! >>> 31)
  return words
}

function doubleBits(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const words = new Uint32Array(values.slice().buffer)
  const low = new Uint32Array(values.length)
  const high = new Uint32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const top = Number.isNaN(values[i]!) ? 0x7fffffff : words[2 * i + 1]!
    low[i] = top >>> 31 === 1 ? ~words[2 * i]! : words[2 * i]!
    high[i] = ordered(top, top >>> 31)
  }
  return { low, high }
}

/** Changes a word that holds the sign so that unsigned comparison orders it: negative numbers inverted, others above them. */
function ordered(word: number, negative: number): number {
  return negative === 1 ? ~word : word | 0x80000000
}
