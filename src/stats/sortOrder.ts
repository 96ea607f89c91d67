/** Below this many values a comparison sort is as fast. */
const FEW = 512

/** Indices that put values in ascending order, and the values in that order. */
export interface Sorted {
  readonly order: Uint32Array
  readonly ascending: Float64Array
}

/**
 * Indices that put `values` in ascending order, and the values in that order; equal values keep their order, -0 stands before 0. NaN comes
 * last (among fewer than 512 values, anywhere). A radix sort on the numbers' bits, several times faster on a million than a comparison sort.
 */
export function sortWithOrder(values: Float64Array): Sorted {
  const singles = values.length < FEW ? null : singleBits(values)
  if (singles !== null) {
    const { order, keys } = sortByWord(singles, null)
    return { order, ascending: fromSingleBits(keys) }
  }
  const order = sortOrder(values)
  const ascending = new Float64Array(values.length)
  for (let i = 0; i < ascending.length; i++) ascending[i] = values[order[i]!]!
  return { order, ascending }
}

export function sortOrder(values: Float64Array): Uint32Array {
  if (values.length < FEW) return sortByComparison(values)
  const singles = singleBits(values)
  if (singles !== null) return sortByWord(singles, null).order
  const { low, high } = doubleBits(values)
  return sortByWord(high, sortByWord(low, null).order).order
}

/** An ascending copy; NaN last. */
export function sorted(values: Float64Array): Float64Array {
  if (values.length < FEW) return values.slice().sort()
  const singles = singleBits(values)
  return singles === null ? sortWithOrder(values).ascending : fromSingleBits(sortWords(singles))
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
function sortByWord(words: Uint32Array, before: Uint32Array | null): { order: Uint32Array; keys: Uint32Array } {
  const n = words.length
  let order = before
  let keys = words
  if (before !== null) {
    keys = new Uint32Array(n)
    for (let i = 0; i < n; i++) keys[i] = words[before[i]!]!
  }
  // Two of each by turns: what was given is read, never written.
  let [order1, order2] = [new Uint32Array(n), new Uint32Array(n)]
  let [keys1, keys2] = [new Uint32Array(n), new Uint32Array(n)]
  for (const { shift, places } of digitsOf(keys)) {
    if (order === null)
      for (let i = 0; i < n; i++) {
        const key = keys[i]!
        const place = places[(key >>> shift) & (DIGITS - 1)]!++
        order1[place] = i
        keys1[place] = key
      }
    else
      for (let i = 0; i < n; i++) {
        const key = keys[i]!
        const place = places[(key >>> shift) & (DIGITS - 1)]!++
        order1[place] = order[i]!
        keys1[place] = key
      }
    order = order1
    keys = keys1
    ;[order1, order2] = [order2, order1]
    ;[keys1, keys2] = [keys2, keys1]
  }
  return { order: order ?? Uint32Array.from({ length: n }, (_, i) => i), keys }
}

/** The words alone, ascending. */
function sortWords(words: Uint32Array): Uint32Array {
  let keys: Uint32Array = words
  let [next, other] = [new Uint32Array(words.length), new Uint32Array(words.length)]
  for (const { shift, places } of digitsOf(words)) {
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!
      next[places[(key >>> shift) & (DIGITS - 1)]!++] = key
    }
    keys = next
    ;[next, other] = [other, next]
  }
  return keys
}

interface Digit {
  readonly shift: number
  /** Where the first key of each digit goes. */
  readonly places: Uint32Array
}

/** The digits by which keys are sorted, the lowest first; without those that all keys have in common (as the lowest bits of round numbers). */
function digitsOf(keys: Uint32Array): Digit[] {
  const low = new Uint32Array(DIGITS)
  const middle = new Uint32Array(DIGITS)
  const high = new Uint32Array(DIGITS)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    low[key & (DIGITS - 1)]!++
    middle[(key >>> DIGIT_BITS) & (DIGITS - 1)]!++
    high[key >>> (2 * DIGIT_BITS)]!++
  }
  return [low, middle, high].flatMap((counts, digit) => {
    const shift = digit * DIGIT_BITS
    if (counts[(keys[0]! >>> shift) & (DIGITS - 1)] === keys.length) return []
    return [{ shift, places: placesOf(counts) }]
  })
}

/** Where the first of each starts, in the place of how many there are. */
function placesOf(counts: Uint32Array): Uint32Array {
  let start = 0
  for (let digit = 0; digit < counts.length; digit++) {
    const count = counts[digit]!
    counts[digit] = start
    start += count
  }
  return counts
}

/** The bits of the values as float32, if none loses anything by it (most models answer in float32): half the work. */
function singleBits(values: Float64Array): Uint32Array | null {
  for (let i = 0; i < values.length; i++) if (Math.fround(values[i]!) !== values[i]) return null
  const words = new Uint32Array(new Float32Array(values).buffer)
  for (let i = 0; i < words.length; i++) words[i] = ordered(words[i]!, words[i]! >>> 31)
  return words
}

function fromSingleBits(keys: Uint32Array): Float64Array {
  const words = new Uint32Array(keys.length)
  for (let i = 0; i < words.length; i++) words[i] = keys[i]! >>> 31 === 1 ? keys[i]! & 0x7fffffff : ~keys[i]!
  return new Float64Array(new Float32Array(words.buffer))
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
