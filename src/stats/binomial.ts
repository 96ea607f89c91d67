import type { Random } from './random.js'

/** Successes in `n` trials of probability `p`: inversion for a small mean, else transformed rejection (some 50 ns whatever `n`). */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (p <= 0 || n === 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p)
  return n * p < 10 ? drawByInversion(random, n, p) : drawByRejection(random, n, p)
}

/** @see Kachitvichyanukul & Schmeiser 1988, CACM 31(2):216-222 (BINV) */
function drawByInversion(random: Random, n: number, p: number): number {
  const odds = p / (1 - p)
  let probability = Math.exp(n * Math.log1p(-p))
  let u = random()
  for (let k = 0; k < n; k++) {
    if (u < probability) return k
    u -= probability
    probability *= (odds * (n - k)) / (k + 1)
    // Rounding can leave a sliver of u that no term covers, far out in the tail.
    if (probability < 1e-300) return k
  }
  return n
}

/** @see Hörmann 1993, J. Stat. Comput. Simul. 46(1-2):101-110, doi:10.1080/00949659308811496 (BTRS) */
function drawByRejection(random: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const c = n * p + 0.5
  const vr = 0.92 - 4.2 / b
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + c)
    // Most draws end here, before any logarithm.
    if (us >= 0.07 && v <= vr) return k
    if (k < 0 || k > n) continue
    const alpha = (2.83 + 5.1 / b) * spread
    const mode = Math.floor((n + 1) * p)
    const height =
      logFactorial(mode) +
      logFactorial(n - mode) -
      logFactorial(k) -
      logFactorial(n - k) +
      (k - mode) * Math.log(p / (1 - p))
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= height) return k
  }
}

/** ln k!, to 1e-15 relative. */
function logFactorial(k: number): number {
  return k < LOG_FACTORIALS.length ? LOG_FACTORIALS[k]! : stirling(k)
}

/** ln k! by Stirling's series, for k of 128 and more. */
function stirling(k: number): number {
  const x = k + 1
  const inverse = 1 / x
  const inverse2 = inverse * inverse
  return (
    (x - 0.5) * Math.log(x) -
    x +
    0.9189385332046727 +
    inverse * (1 / 12 - inverse2 * (1 / 360 - inverse2 * (1 / 1260 - inverse2 / 1680)))
  )
}

/** Counts of cells and what is left after them are mostly below this: a look is several times faster than a logarithm. */
const LOG_FACTORIALS = new Float64Array(8192)
for (let k = 2; k < LOG_FACTORIALS.length; k++)
  LOG_FACTORIALS[k] = k < 128 ? LOG_FACTORIALS[k - 1]! + Math.log(k) : stirling(k)
