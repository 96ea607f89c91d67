const ZERO = 48
const NINE = 57
const PLUS = 43
const MINUS = 45
const UPPER_E = 69
const LOWER_E = 101

/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * The number written in `text` from `start` to `end`, correctly rounded, NaN if it is none: optional sign, digits with at most one
 * decimal mark (`decimal`, a character code), optional exponent. Nothing else: no spaces, hexadecimal, thousands marks, infinities.
 *
 * Up to 15 digits and 22 decimals, digits and power of ten are both exact doubles, so that one division rounds correctly, without
 * a string for each cell; the rest goes through `Number`.
 * @see Clinger 1990, How to read floating point numbers accurately, PLDI '90, doi:10.1145/93542.93557
 */
export function parseDecimal(text: string, start: number, end: number, decimal: number): number {
  let at = start
  const sign = text.charCodeAt(at)
  if (sign === MINUS || sign === PLUS) at++
  let mantissa = 0
  let digits = 0
  let mark = -1
  for (; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) {
      mantissa = mantissa * 10 + (code - ZERO)
      digits++
    } else if (code === decimal && mark < 0) mark = at
    else if (code === UPPER_E || code === LOWER_E) return digits === 0 ? NaN : withExponent(text, start, at, end, mark)
    else return NaN
  }
  if (digits === 0) return NaN
  const decimals = mark < 0 ? 0 : end - mark - 1
  if (digits > 15 || decimals > 22) return bySpelling(text, start, end, mark)
  const value = decimals === 0 ? mantissa : mantissa / POWERS[decimals]!
  return sign === MINUS ? -value : value
}

function withExponent(text: string, start: number, exponentAt: number, end: number, mark: number): number {
  let at = exponentAt + 1
  const sign = text.charCodeAt(at)
  if (sign === MINUS || sign === PLUS) at++
  if (at >= end) return NaN
  for (; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code < ZERO || code > NINE) return NaN
  }
  return bySpelling(text, start, end, mark)
}

/** Its characters have been checked: only the mark may differ from ECMAScript's. */
function bySpelling(text: string, start: number, end: number, mark: number): number {
  return Number(mark < 0 ? text.slice(start, end) : `${text.slice(start, mark)}.${text.slice(mark + 1, end)}`)
}
