/**
 * Means, squared deviations and joint deviations of two numbers a case, in one pass. The joint ones are kept themselves: where one number
 * is a millionth of the other, the variance of their difference no longer knows how they vary together.
 * @see Chan, Golub & LeVeque 1983, Am. Stat. 37(3):242-247; Pébay 2008, SAND2008-6212 (co-moments)
 */
export interface CoMoments {
  n: number
  a: number
  b: number
  /** Sums of squared deviations, and of products of deviations. */
  aa: number
  bb: number
  ab: number
}

export function emptyCoMoments(): CoMoments {
  return { n: 0, a: 0, b: 0, aa: 0, bb: 0, ab: 0 }
}

export function addCoMoments(state: CoMoments, a: number, b: number): void {
  state.n++
  const da = a - state.a
  const db = b - state.b
  state.a += da / state.n
  state.b += db / state.n
  state.aa += da * (a - state.a)
  state.bb += db * (b - state.b)
  state.ab += da * (b - state.b)
}

export function mergeCoMoments(x: CoMoments, y: CoMoments): CoMoments {
  const n = x.n + y.n
  if (y.n === 0) return x
  const da = y.a - x.a
  const db = y.b - x.b
  const share = (x.n * y.n) / n
  return {
    n,
    a: x.a + (da * y.n) / n,
    b: x.b + (db * y.n) / n,
    aa: x.aa + y.aa + da * da * share,
    bb: x.bb + y.bb + db * db * share,
    ab: x.ab + y.ab + da * db * share,
  }
}
