import { decimalQuotient } from './decimalQuotient.js'

const ZERO = 48
const NINE = 57
const PLUS = 43
const MINUS = 45
const UPPER_E = 69
const LOWER_E = 101

/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
/** Significant digits that are exact in a double, and those that two doubles are used for. */
const EXACT_DIGITS = 15
const MOST_DIGITS = 19

/**
 * The number written in `text` from `start` to `end`, correctly rounded, NaN if it is none: optional sign, digits with at most one
 * decimal mark (`decimal`, a character code), optional exponent. Nothing else: no spaces, hexadecimal, thousands marks, infinities.
 *
 * Up to 15 significant digits and 22 decimals, digits and power of ten are both exact doubles, so that one division rounds
 * correctly, without a string for each cell; up to 19 digits go through `decimalQuotient`, and the rest through `Number`.
 * @see Clinger 1990, How to read floating point numbers accurately, PLDI '90, doi:10.1145/93542.93557
 */
export function parseDecimal(text: string, start: number, end: number, decimal: number): number {
  let at = start
  const sign = text.charCodeAt(at)
  if (sign === MINUS || sign === PLUS) at++
  let high = 0
  let low = 0
  let significant = 0
  let hasDigits = false
  let mark = -1
  for (; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) {
      hasDigits = true
      if (significant < EXACT_DIGITS) high = high * 10 + (code - ZERO)
      else low = low * 10 + (code - ZERO)
      if (high > 0) significant++
    } else if (code === decimal && mark < 0) mark = at
    else if (code === UPPER_E || code === LOWER_E) return hasDigits ? withExponent(text, start, at, end, mark) : NaN
    else return NaN
  }
  if (!hasDigits) return NaN
  const decimals = mark < 0 ? 0 : end - mark - 1
  if (significant > MOST_DIGITS || decimals > 22) return bySpelling(text, start, end, mark)
  if (significant <= EXACT_DIGITS) {
    const value = decimals === 0 ? high : high / POWERS[decimals]!
    return sign === MINUS ? -value : value
  }
  const value = decimalQuotient(high, POWERS[significant - EXACT_DIGITS]!, low, POWERS[decimals]!)
  if (value !== value) return bySpelling(text, start, end, mark)
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
