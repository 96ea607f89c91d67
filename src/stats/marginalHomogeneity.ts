import { chiSquareTail } from './distributions.js'

export interface MarginalHomogeneity {
  /** Cases that the two models answer differently; without any there is nothing to test. */
  readonly discordant: number
  readonly degrees: number
  readonly stuartMaxwell: { readonly statistic: number; readonly pValue: number }
  /** Null where every change goes the same way round: its variance under the alternative is then zero. */
  readonly bhapkar: { readonly statistic: number; readonly pValue: number } | null
}

/**
 * Do both models give each of k answers equally often, on the same cases? Chi-square of the differences d between row and column totals of the
 * table old x new, by Stuart and Maxwell's variance, d' S⁻ d, and by Bhapkar's, which is W / (1 - W / n) of it. S is the Laplacian of the
 * changes (S_ii = changes from or to i, S_ij = -(n_ij + n_ji)), so answers between which no case ever changed fall apart into groups, of each of
 * which one is left out: the degrees of freedom are the answers that change less the groups. For two answers it is McNemar's chi-square
 * without correction. Null when no case changed. O(m³) in the answers m that change.
 * @see Stuart 1955, Biometrika 42(3-4):412-416, doi:10.1093/biomet/42.3-4.412; Maxwell 1970, Br. J. Psychiatry 116(535):651-655
 * @see Bhapkar 1966, JASA 61(313):228-235, doi:10.1080/01621459.1966.10502021
 */
export function marginalHomogeneity(
  k: number,
  cells: { readonly old: ArrayLike<number>; readonly new: ArrayLike<number>; readonly counts: ArrayLike<number> },
): MarginalHomogeneity | null {
  const d = new Float64Array(k)
  const group = Int32Array.from({ length: k }, (_, i) => i)
  const rootOf = (i: number): number => {
    let at = i
    while (group[at] !== at) at = group[at]!
    return at
  }
  let n = 0
  let discordant = 0
  for (let i = 0; i < cells.counts.length; i++) {
    const [from, to, count] = [cells.old[i]!, cells.new[i]!, cells.counts[i]!]
    n += count
    if (from === to || count === 0) continue
    discordant += count
    d[from]! += count
    d[to]! -= count
    group[rootOf(from)] = rootOf(to)
  }
  if (discordant === 0) return null
  // Of each group its root is left out; an answer that no case changes is a group of its own.
  const kept = [...d.keys()].filter((i) => rootOf(i) !== i)
  const statistic = quadraticForm(
    laplacian(kept, k, cells),
    Float64Array.from(kept, (i) => d[i]!),
  )
  const degrees = kept.length
  const share = statistic / n
  return {
    discordant,
    degrees,
    stuartMaxwell: { statistic, pValue: chiSquareTail(statistic, degrees) },
    bhapkar: share < 1 - 1e-12 ? withTail(statistic / (1 - share), degrees) : null,
  }
}

function withTail(statistic: number, degrees: number) {
  return { statistic, pValue: chiSquareTail(statistic, degrees) }
}

/** Rows of the Laplacian of changes, of the answers that are kept. */
function laplacian(
  kept: readonly number[],
  k: number,
  { old, new: newer, counts }: Parameters<typeof marginalHomogeneity>[1],
): Float64Array[] {
  const place = new Int32Array(k).fill(-1)
  kept.forEach((answer, i) => (place[answer] = i))
  const rows = kept.map(() => new Float64Array(kept.length))
  for (let i = 0; i < counts.length; i++) {
    const [from, to] = [place[old[i]!]!, place[newer[i]!]!]
    if (old[i] === newer[i]) continue
    if (from >= 0) rows[from]![from]! += counts[i]!
    if (to >= 0) rows[to]![to]! += counts[i]!
    if (from < 0 || to < 0) continue
    rows[from]![to]! -= counts[i]!
    rows[to]![from]! -= counts[i]!
  }
  return rows
}

/** d' S⁻¹ d by Cholesky's factors, which take the place of `s`, positive definite. */
function quadraticForm(s: readonly Float64Array[], d: Float64Array): number {
  let sum = 0
  const solved = new Float64Array(d.length)
  for (let i = 0; i < d.length; i++) {
    const row = s[i]!
    let value = d[i]!
    for (let j = 0; j < i; j++) {
      const other = s[j]!
      let factor = row[j]!
      for (let l = 0; l < j; l++) factor -= row[l]! * other[l]!
      row[j] = factor / other[j]!
      row[i]! -= row[j]! * row[j]!
      value -= row[j]! * solved[j]!
    }
    row[i] = Math.sqrt(row[i]!)
    solved[i] = value / row[i]!
    sum += solved[i]! * solved[i]!
  }
  return sum
}
