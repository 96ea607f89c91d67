/**
 * Regularized incomplete gamma functions: the shares of the gamma distribution of shape `a` > 0 below and above `x`. By the power series below
 * a + 1 and Legendre's continued fraction above it, so that the smaller share keeps its digits; both need some √a steps, and their common factor is
 * written around its peak, so that it holds for shapes of a million too (1e-11 relative). The library's own loses its fourth digit
 * from shapes of some thousands on.
 * @see Press et al. 2007, Numerical Recipes, 3rd ed., section 6.2; Loader 2000, Fast and Accurate Computation of Binomial Probabilities (the factor)
 */
export function regularizedGamma(a: number, x: number): { readonly lower: number; readonly upper: number } {
  if (!(a > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN }
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  if (x < a + 1) {
    const lower = Math.min(1, (peakFactor(a, x) / a) * powerSeries(a, x))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, peakFactor(a, x) * continuedFraction(a, x))
  return { lower: 1 - upper, upper }
}

/** 1 + x/(a + 1) + x²/((a + 1)(a + 2)) + ... */
function powerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= x / (a + i)
    sum += term
  }
  return sum
}

/** By the modified Lentz algorithm. */
function continuedFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let i = 1; i < 1_000_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = an * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return value
}

/** x^a e^(-x) / Γ(a). */
function peakFactor(a: number, x: number): number {
  // Stirling's series is good from 10 on: below, Γ(a) = Γ(a + m) / (a (a + 1) ... (a + m - 1)).
  if (a < 10) {
    const steps = Math.ceil(10 - a)
    let rising = 1
    for (let i = 0; i < steps; i++) rising *= (a + i) / x
    return peakFactor(a + steps, x) * rising
  }
  const apart = (x - a) / a
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-a * (apart - Math.log1p(apart)) - stirlingRest(a))
}

/** ln Γ(a) less its leading terms, for a >= 10 to the last digit. */
function stirlingRest(a: number): number {
  const inverse2 = 1 / (a * a)
  return (1 / 12 - inverse2 * (1 / 360 - inverse2 * (1 / 1260 - inverse2 * (1 / 1680 - inverse2 / 1188)))) / a
}
