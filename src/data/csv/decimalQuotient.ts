/** 2^27 + 1: multiplying by it splits a double into two halves whose products are exact. */
const SPLITTER = 134_217_729

/**
 * (`high` * `shift` + `low`) / `divisor`, correctly rounded; NaN where this method cannot decide between two doubles.
 * For whole numbers high < 10^15, shift <= 10^4, low < shift, and a divisor 10^0 to 10^22, all exact doubles.
 *
 * The dividend is kept exactly as a sum of two doubles (Dekker's product, Knuth's sum), and the quotient to about 100 bits: its
 * remainder after the first 53 is divided again. Ziv's test then accepts the rounded sum only if an error hundreds of times larger
 * than the possible one would not change it; halfway cases never pass it.
 * @see Dekker 1971, Numerische Mathematik 18:224-242, doi:10.1007/BF01397083
 * @see Ziv 1991, ACM Trans. Math. Softw. 17(3):410-423, doi:10.1145/114697.116813
 */
export function decimalQuotient(high: number, shift: number, low: number, divisor: number): number {
  const product = high * shift
  const productError = errorOfProduct(high, shift, product)
  const dividend = product + low
  const sumError = low - (dividend - product)
  const rest = productError + sumError
  const quotient = dividend / divisor
  const back = quotient * divisor
  const remainder = dividend - back - errorOfProduct(quotient, divisor, back) + rest
  const correction = remainder / divisor
  const result = quotient + correction
  const lost = correction - (result - quotient)
  return result + lost * 1.000_001 === result ? result : NaN
}

/** a * b - product, exactly. */
function errorOfProduct(a: number, b: number, product: number): number {
  const scaledA = a * SPLITTER
  const highA = scaledA - (scaledA - a)
  const lowA = a - highA
  const scaledB = b * SPLITTER
  const highB = scaledB - (scaledB - b)
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}
