import type { Summary } from './summary.js'

export interface Moments {
  n: number
  mean: number
  /** Sum of squared deviations from the mean. */
  m2: number
}

/**
 * Mean and unbiased variance in one pass, by Welford's update, so that a large common offset does not cancel.
 * `variance` is NaN for n < 2. NaN in, NaN out: count missing values first.
 * @see Welford 1962, Technometrics 4(3):419-420, doi:10.1080/00401706.1962.10490022
 * @see Chan, Golub & LeVeque 1983, Am. Stat. 37(3):242-247 (merge)
 */
export const moments: Summary<Moments, number, { n: number; mean: number; variance: number }> = {
  empty: () => ({ n: 0, mean: 0, m2: 0 }),
  add(state, x) {
    addToMoments(state, x)
    return state
  },
  merge(a, b) {
    const n = a.n + b.n
    if (b.n === 0) return a
    const delta = b.mean - a.mean
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
  state.n++
  const delta = x - state.mean
  state.mean += delta / state.n
  state.m2 += delta * (x - state.mean)
}
