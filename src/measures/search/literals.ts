import { binName } from '../../core/segment.js'
import { edgesOfAscending } from '../../stats/quantileEdges.js'
import { sorted } from '../../stats/sortOrder.js'
import { binCodes } from './binCodes.js'
import { MISSING } from '../segmentValues.js'
import type { SearchTable } from './searchTable.js'

/** One condition on a column: the case's atom lies in [from, to]. */
export interface Literal {
  readonly value: string
  readonly from: number
  readonly to: number
}

/** A column cut into atoms, out of which its conditions are made. */
export interface CodedColumn {
  readonly name: string
  readonly atoms: number
  /** The atom of each case. */
  readonly explore: Uint8Array
  readonly confirm: Uint8Array
  /** Conditions that are tried alone, and the coarser ones that are crossed with another column's. */
  readonly one: readonly Literal[]
  readonly two: readonly Literal[]
}

/** Categories beyond the commonest are one atom, of which there is no condition. */
const MOST_VALUES = 30
/** A number with so few values is a category. */
const FEW_VALUES = 12
/** Twentieths at both ends, tenths between. */
const TWENTIETHS = [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 19]

/** Bins in a range that touches neither end: each more would be a condition to pay for. */
const WIDEST_INSIDE = 3

/** Everything is worked out on the exploring half alone. Null for a column with one value. */
export function codeColumn(table: SearchTable, c: number, edges: readonly number[] | null): CodedColumn | null {
  const { name, kind, categories } = table.columns[c]!
  const explore = table.explore.values[c]!
  const confirm = table.confirm.values[c]!
  const coding =
    kind === 'category'
      ? codeValues(explore, (code) => categories[code]!)
      : codeNumbers(explore, edges, kind === 'date' ? dateText : String)
  const { atoms, codesOf, one, two } = coding
  const missing = atoms
  const holes = explore.some(Number.isNaN)
  const gap = { value: MISSING, from: missing, to: missing }
  const literals = (own: readonly Literal[]): readonly Literal[] => (holes ? [...own, gap] : own)
  const code = (values: Float64Array): Uint8Array => codesOf(values, missing)
  const coded = code(explore)
  if (coded.every((atom) => atom === coded[0])) return null
  return {
    name,
    atoms: atoms + 1,
    explore: coded,
    confirm: code(confirm),
    one: literals(one),
    two: literals(two),
  }
}

interface Coding {
  readonly atoms: number
  /** The atom of each value, `missing` of NaN. */
  readonly codesOf: (values: Float64Array, missing: number) => Uint8Array
  readonly one: readonly Literal[]
  readonly two: readonly Literal[]
}

/** The commonest values, each an atom and a condition; all others are the last atom. */
function codeValues(values: Float64Array, nameOf: (value: number) => string): Coding {
  const counts = new Map<number, number>()
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const kept = [...counts]
    .sort(([a, n], [b, m]) => m - n || a - b)
    .slice(0, MOST_VALUES)
    .map(([value]) => value)
    .sort((a, b) => a - b)
  const atom = new Map(kept.map((value, index) => [value, index]))
  const literals = kept.map((value, index) => ({ value: nameOf(value), from: index, to: index }))
  const codesOf = (own: Float64Array, missing: number): Uint8Array => {
    const codes = new Uint8Array(own.length)
    for (let i = 0; i < own.length; i++) codes[i] = Number.isNaN(own[i]!) ? missing : (atom.get(own[i]!) ?? kept.length)
    return codes
  }
  return { atoms: kept.length + 1, codesOf, one: literals, two: literals }
}

/** ISO, as the reader of the set has it. */
function dateText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

/** Ranges of adjacent bins alone; crossed, the fifths, and all below or above two fifths. With the plan's edges, its bins. */
function codeNumbers(values: Float64Array, declared: readonly number[] | null, write: Write): Coding {
  if (declared !== null) {
    const bins = declared.length + 1
    const single = Array.from({ length: bins }, (_, bin) => range(declared, bin, bin, write))
    return { atoms: bins, codesOf: binCodes(declared), one: single, two: single }
  }
  const ascending = withoutHoles(sorted(values))
  if (countValues(ascending, FEW_VALUES + 1) <= FEW_VALUES) return codeValues(values, write)
  const edges = edgesOfAscending(ascending, 20, TWENTIETHS)
  const last = edges.length
  const one = Array.from({ length: last + 1 }, (_, from) =>
    Array.from({ length: last + 1 - from }, (__, more) => range(edges, from, from + more, write)),
  )
    .flat()
    .filter(({ from, to }) => to - from < last && (from === 0 || to === last || to - from < WIDEST_INSIDE))
  return { atoms: last + 1, codesOf: binCodes(edges), one, two: coarseRanges(edges, ascending, write) }
}

function coarseRanges(edges: readonly number[], ascending: Float64Array, write: Write): readonly Literal[] {
  const bins = edgesOfAscending(ascending, 5, [1, 2, 3, 4]).flatMap((edge) => {
    const at = edges.indexOf(edge)
    return at < 0 ? [] : [at + 1]
  })
  const last = edges.length
  const starts = [0, ...bins]
  const ends = [...bins.map((start) => start - 1), last]
  const spans = starts.map((from, i) => [from, ends[i]!] as const)
  if (starts.length === 5) spans.push([0, ends[1]!], [starts[3]!, last])
  return spans.filter(([from, to]) => to - from < last).map(([from, to]) => range(edges, from, to, write))
}

/** NaN stands last. */
function withoutHoles(ascending: Float64Array): Float64Array {
  let end = ascending.length
  while (end > 0 && Number.isNaN(ascending[end - 1]!)) end--
  return ascending.subarray(0, end)
}

function countValues(ascending: Float64Array, most: number): number {
  let count = 0
  for (let i = 0; i < ascending.length && count < most; i++) if (i === 0 || ascending[i] !== ascending[i - 1]) count++
  return count
}

function range(edges: readonly number[], from: number, to: number, write: Write): Literal {
  const low = from === 0 ? [] : [write(edges[from - 1]!)]
  const high = to === edges.length ? [] : [write(edges[to]!)]
  return { value: binName([...low, ...high], low.length), from, to }
}

/** How a number of the column is told. */
type Write = (value: number) => string
