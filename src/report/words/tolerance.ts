/** `2.135e-5`: a tolerance to copy into code, whatever the language; four digits, rounded up, so that what is printed passes. */
export function toleranceText(value: number): string {
  if (value === 0) return '0'
  const exponent = Math.floor(Math.log10(value))
  for (let mantissa = Math.floor(value / 10 ** (exponent - 3)); ; mantissa++) {
    const text = `${mantissa}e${exponent - 3}`
    if (Number(text) >= value) return shortest(Number(text))
  }
}

/** `0.001` is easier to read than `1e-3`, and `2.135e-5` than `0.00002135`. */
function shortest(value: number): string {
  return value >= 1e-4 && value < 1e6 ? String(value) : value.toExponential().replace('e+', 'e')
}
