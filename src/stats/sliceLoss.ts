import { normalCdf, signTail } from './distributions.js'

/** Of some cases: their number (as many as they are worth, where that is not a whole number), the sum of what each loses (new - old), and of its square. */
export interface LossSums {
  readonly n: number
  readonly sum: number
  readonly squares: number
}

/**
 * How losses are: `answers` are -1 (won), 0 and 1 (lost); `changes` are 0 and 1, and lose nothing that could be compared with zero; `means`
 * are any numbers.
 */
export type LossKind = 'answers' | 'changes' | 'means'

export interface SliceLossTest {
  readonly pValue: number
  /** Of the test against the others: tells apart what is so sure that its p-value is 0. */
  readonly z: number
}

/**
 * One-sided p-value of "these cases lose no more than the others, or new is no worse than old on them", the larger of the two tests:
 * the slice must both be worse than its surroundings and lose in itself (an intersection-union test, Berger 1982).
 *
 * Against the others: the difference of the two means over its own standard error, not pooled, so that a slice of hard cases, where both
 * models change more, is not taken for one that loses more. Answers and changes first get pseudo-cases (one of each discordant kind, half and
 * half; after Agresti & Min 2005 and Agresti & Caffo 2000): a slice with few of them has an unsure spread. In itself: the exact sign test of
 * McNemar for answers, normal for means; `changes` have no such test. 1 without others, or where nothing is lost.
 * @see Welch 1938, Biometrika 29(3/4):350-362
 * @see McNemar 1947, Psychometrika 12(2):153-157
 */
export function sliceLossTest(slice: LossSums, all: LossSums, kind: LossKind): SliceLossTest {
  const others = { n: all.n - slice.n, sum: all.sum - slice.sum, squares: all.squares - slice.squares }
  if (slice.n < 2 || others.n < 2 || slice.sum <= 0) return NOTHING
  const here = spread(slice, kind)
  const there = spread(others, kind)
  const error = Math.sqrt(here.variance / here.n + there.variance / there.n)
  if (!(here.mean > there.mean) || !(error > 0)) return NOTHING
  const z = (here.mean - there.mean) / error
  return { pValue: Math.max(normalCdf(-z), inItself(slice, kind, here)), z }
}

const NOTHING: SliceLossTest = { pValue: 1, z: 0 }

interface Spread {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

function spread({ n, sum, squares }: LossSums, kind: LossKind): Spread {
  const extra = kind === 'means' ? 0 : 2
  const size = n + extra
  // Two pseudo-cases: for answers half a case won, half a case lost, one neither; for changes one changed and one not.
  const mean = (sum + (kind === 'changes' ? 1 : 0)) / size
  const meanSquare = (squares + (kind === 'means' ? 0 : 1)) / size
  const variance = Math.max(0, meanSquare - mean * mean) * (kind === 'means' ? n / (n - 1) : 1)
  return { n: size, mean, variance }
}

function inItself({ n, sum, squares }: LossSums, kind: LossKind, { mean, variance }: Spread): number {
  if (kind === 'changes') return 0
  if (kind === 'means') return variance > 0 ? normalCdf(-mean / Math.sqrt(variance / n)) : 1
  return signTail((squares + sum) / 2, (squares - sum) / 2)
}
