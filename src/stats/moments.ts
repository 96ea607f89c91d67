import type { Summary } from './summary.js'

export interface Moments {
  n: number
  mean: number
  /** Sums of squared deviations from the mean, of their third and of their fourth powers. */
  m2: number
  m3: number
  m4: number
}

/**
 * Mean, unbiased variance and sums of third and fourth powers in one pass, by Welford's update, so that a large common offset does not cancel.
 * `variance` is NaN for n < 2. NaN in, NaN out: count missing values first.
 * @see Welford 1962, Technometrics 4(3):419-420, doi:10.1080/00401706.1962.10490022
 * @see Chan, Golub & LeVeque 1983, Am. Stat. 37(3):242-247 (merge); Pébay 2008, SAND2008-6212 (third and fourth powers)
 */
export const moments: Summary<Moments, number, { n: number; mean: number; variance: number }> = {
  empty: () => ({ n: 0, mean: 0, m2: 0, m3: 0, m4: 0 }),
  add(state, x) {
    addToMoments(state, x)
    return state
  },
  merge(a, b) {
    const n = a.n + b.n
    if (b.n === 0) return a
    const delta = b.mean - a.mean
    const [ofA, ofB] = [a.n / n, b.n / n]
    const square = delta * delta
    const weight = a.n * ofB
    a.m4 +=
      b.m4 +
      square * square * weight * (ofA * ofA - ofA * ofB + ofB * ofB) +
      6 * square * (ofA * ofA * b.m2 + ofB * ofB * a.m2) +
      4 * delta * (ofA * b.m3 - ofB * a.m3)
    a.m3 += b.m3 + square * delta * weight * (ofA - ofB) + 3 * delta * (ofA * b.m2 - ofB * a.m2)
    a.mean += (delta * b.n) / n
    a.m2 += b.m2 + (delta * delta * a.n * b.n) / n
    a.n = n
    return a
  },
  value: ({ n, mean, m2 }) => ({
    n,
    mean: n === 0 ? Number.NaN : mean,
    variance: n < 2 ? Number.NaN : m2 / (n - 1),
  }),
}

export function addToMoments(state: Moments, x: number): void {
  const before = state.n++
  const n = state.n
  const delta = x - state.mean
  const step = delta / n
  const square = delta * step * before
  state.m4 += step * (step * (square * (n * n - 3 * n + 3) + 6 * state.m2) - 4 * state.m3)
  state.m3 += step * (square * (n - 2) - 3 * state.m2)
  state.mean += step
  state.m2 += delta * (x - state.mean)
}
