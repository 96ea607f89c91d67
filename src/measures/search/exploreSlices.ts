import { benjaminiHochberg } from '../../stats/benjaminiHochberg.js'
import { rowsWhere } from '../../stats/clusterSample.js'
import { sliceLossTest, type LossKind, type LossSums } from '../../stats/sliceLoss.js'
import type { CodedColumn, Literal } from './literals.js'

export interface SliceSums extends LossSums {
  /** Rows; `n` is what they count for. */
  readonly cases: number
}

/** What each case of the exploring half loses, and what it counts for in the tests there; null = 1 for each. */
export interface Losses {
  readonly losses: Float64Array
  readonly counts: Float64Array | null
}

/** One or two conditions, on different columns. */
export interface Candidate {
  readonly conditions: readonly { readonly column: CodedColumn; readonly literal: Literal }[]
  readonly sums: SliceSums
  readonly pValue: number
  readonly z: number
}

export interface Exploration {
  /** Slices that were tried: those with enough cases. */
  readonly one: number
  readonly two: number
  /** Those that stand out after Benjamini and Hochberg, those surest to lose first. */
  readonly standOut: readonly Candidate[]
  /** The largest p-value among them. */
  readonly limit: number
}

/** Beyond this a candidate is not kept: no correction could let it through. */
const HOPELESS = 0.05

/** Every slice of one column and of two, each family corrected by itself, those of two at a tenth of `level`. */
export function exploreSlices(options: {
  readonly columns: readonly CodedColumn[]
  readonly losses: Losses
  readonly kind: LossKind
  readonly minCases: number
  readonly depth: number
  readonly level: number
}): Exploration {
  const { columns, losses, kind, minCases, depth, level } = options
  const all = sumsOf(losses)
  const judge = (sums: SliceSums, family: Family, conditions: () => Candidate['conditions']): void => {
    if (sums.cases < minCases) return
    const { pValue, z } = sliceLossTest(sums, all, kind)
    family.pValues.push(pValue)
    if (pValue > HOPELESS) return
    family.kept.push({ at: family.pValues.length - 1, candidate: { conditions: conditions(), sums, pValue, z } })
  }
  const lossy = rowsWhere(losses.losses, (loss) => loss !== 0)
  const one: Family = { pValues: [], kept: [] }
  for (const column of columns) {
    const table = sumTable(column, null, losses, lossy)
    for (const literal of column.one) judge(within(table, literal, null), one, () => [{ column, literal }])
  }
  const two: Family = { pValues: [], kept: [] }
  const crossed = depth > 1 ? columns.length : 0
  for (let a = 0; a < crossed; a++)
    for (let b = a + 1; b < crossed; b++) {
      const [first, second] = [columns[a]!, columns[b]!]
      const table = sumTable(first, second, losses, lossy)
      for (const left of first.two)
        for (const right of second.two)
          judge(within(table, left, right), two, () => [
            { column: first, literal: left },
            { column: second, literal: right },
          ])
    }
  // Crosses are many and go together: at the same level they would crowd out what one column tells.
  const standOut = [...passing(one, level), ...passing(two, level / 10)]
  // Equal ones by their names: nothing here depends on the order of the cases, nor on that of the columns.
  standOut.sort((x, y) => x.pValue - y.pValue || y.z - x.z || (nameOf(x) < nameOf(y) ? -1 : 1))
  return {
    one: one.pValues.length,
    two: two.pValues.length,
    standOut,
    limit: standOut.reduce((largest, { pValue }) => Math.max(largest, pValue), 0),
  }
}

interface Family {
  readonly pValues: number[]
  readonly kept: { readonly at: number; readonly candidate: Candidate }[]
}

function passing({ pValues, kept }: Family, level: number): Candidate[] {
  if (kept.length === 0) return []
  const adjusted = benjaminiHochberg(pValues)
  return kept.flatMap(({ at, candidate }) => (adjusted[at]! <= level ? [candidate] : []))
}

export function nameOf({ conditions }: Candidate): string {
  return conditions.map(({ column, literal }) => JSON.stringify([column.name, literal.value])).join()
}

/** Of all cases, or of those `inside`. */
export function sumsOf({ losses, counts }: Losses, inside: Uint8Array | null = null): SliceSums {
  let cases = 0
  let n = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < losses.length; i++) {
    if (inside !== null && inside[i] === 0) continue
    const loss = losses[i]!
    const count = counts === null ? 1 : counts[i]!
    cases++
    n += count
    sum += count * loss
    squares += count * loss * loss
  }
  return { cases, n, sum, squares }
}

/** Sums over all atoms before (a, b): a slice of ranges is four look-ups. */
interface SumTable {
  readonly width: number
  readonly cases: Float64Array
  /** The same array where each case counts 1. */
  readonly n: Float64Array
  readonly sum: Float64Array
  readonly squares: Float64Array
}

/** `lossy`: the rows that lose or win anything, which mostly are few. */
function sumTable(
  first: CodedColumn,
  second: CodedColumn | null,
  { losses, counts }: Losses,
  lossy: Uint32Array,
): SumTable {
  const width = (second?.atoms ?? 1) + 1
  const size = (first.atoms + 1) * width
  const a = first.explore
  const b = second?.explore ?? new Uint8Array(losses.length)
  const tally = new Int32Array(size)
  for (let i = 0; i < losses.length; i++) tally[(a[i]! + 1) * width + b[i]! + 1]!++
  const cases = Float64Array.from(tally)
  const n = counts === null ? cases : new Float64Array(size)
  if (counts !== null) for (let i = 0; i < counts.length; i++) n[(a[i]! + 1) * width + b[i]! + 1]! += counts[i]!
  const [sum, squares] = [new Float64Array(size), new Float64Array(size)]
  for (let k = 0; k < lossy.length; k++) {
    const i = lossy[k]!
    const at = (a[i]! + 1) * width + b[i]! + 1
    const amount = (counts === null ? 1 : counts[i]!) * losses[i]!
    sum[at]! += amount
    squares[at]! += amount * losses[i]!
  }
  for (const values of new Set([cases, n, sum, squares])) accumulate(values, width)
  return { width, cases, n, sum, squares }
}

function accumulate(values: Float64Array, width: number): void {
  for (let at = 0; at < values.length; at++) if (at % width > 0) values[at]! += values[at - 1]!
  for (let at = width; at < values.length; at++) values[at]! += values[at - width]!
}

function within({ width, cases, n, sum, squares }: SumTable, first: Literal, second: Literal | null): SliceSums {
  const top = first.from * width
  const bottom = (first.to + 1) * width
  const left = second === null ? 0 : second.from
  const right = second === null ? width - 1 : second.to + 1
  const take = (values: Float64Array): number =>
    values[bottom + right]! - values[top + right]! - values[bottom + left]! + values[top + left]!
  return { cases: take(cases), n: take(n), sum: take(sum), squares: take(squares) }
}
