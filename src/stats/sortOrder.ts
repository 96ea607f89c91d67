/**
 * Indices that put `values` in ascending order; equal values keep their order, -0 stands before 0. Values must not be NaN.
 * A radix sort on the doubles' bits: a million in some 50 ms, where a comparison sort of indices takes a second.
 */
export function sortOrder(values: Float64Array): Uint32Array {
  return values.length < 512 ? sortByComparison(values) : sortByRadix(values)
}

/** An ascending copy. */
export function sorted(values: Float64Array): Float64Array {
  if (values.length < 512) return values.slice().sort()
  const order = sortByRadix(values)
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

function sortByRadix(values: Float64Array): Uint32Array {
  const n = values.length
  const { low, high } = orderedBits(values)
  let order: Uint32Array = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  let spare: Uint32Array = new Uint32Array(n)
  const counts = new Uint32Array(DIGITS)
  for (const [words, shift] of passes(low, high)) {
    counts.fill(0)
    for (let i = 0; i < n; i++) counts[(words[i]! >>> shift) & (DIGITS - 1)]!++
    if (counts[(words[0]! >>> shift) & (DIGITS - 1)] === n) continue
    let before = 0
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!
      counts[digit] = before
      before += count
    }
    for (let i = 0; i < n; i++) {
      const index = order[i]!
      spare[counts[(words[index]! >>> shift) & (DIGITS - 1)]!++] = index
    }
    ;[order, spare] = [spare, order]
  }
  return order
}

/** 32-bit halves of the doubles, changed so that unsigned comparison orders them: negative numbers inverted, others above them. */
function orderedBits(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const words = new Uint32Array(values.slice().buffer)
  const low = new Uint32Array(values.length)
  const high = new Uint32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const top = words[2 * i + 1]!
    const negative = top >>> 31 === 1
    high[i] = negative ? ~top : top | 0x80000000
    low[i] = negative ? ~words[2 * i]! : words[2 * i]!
  }
  return { low, high }
}

function passes(low: Uint32Array, high: Uint32Array): readonly (readonly [Uint32Array, number])[] {
  return [
    [low, 0],
    [low, 11],
    [low, 22],
    [high, 0],
    [high, 11],
    [high, 22],
  ]
}
