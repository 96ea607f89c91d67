import type { Slice } from './estimate.js'

/**
 * A column that cuts the cases: by its values, or (numbers) into bins. With `bins` alone the edges are not known yet: they are quantiles
 * of the first compared set, and stand in `edges` before any case is measured.
 */
export interface SegmentPart {
  readonly column: string
  /** Ascending; n edges make n + 1 bins, each with its lower edge: below the first, from one to the next, from the last on. */
  readonly edges?: readonly number[]
  readonly bins?: number
}

/** What the plan declares: one column, or the cross of two. */
export interface Segment {
  /** The column's name, or `region × plan`; no two segments share one. */
  readonly name: string
  readonly parts: readonly SegmentPart[]
}

const CROSS = ' × '

export function segmentOf(...parts: readonly SegmentPart[]): Segment {
  return { name: crossName(parts), parts }
}

export function crossName(parts: readonly { readonly column: string }[]): string {
  return parts.map(({ column }) => column).join(CROSS)
}

/** The segment that a slice is one value of. */
export function segmentOfSlice(slice: Slice): string {
  return crossName(slice)
}

/** `(-∞, 30)`, `[30, 50)`, `[70, ∞)`: the same in every language. */
export function binName(edges: readonly (number | string)[], bin: number): string {
  const low = bin === 0 ? '(-∞' : `[${edges[bin - 1]!}`
  const high = bin === edges.length ? '∞)' : `${edges[bin]!})`
  return `${low}, ${high}`
}

/** The bin of a number, 0 to `edges.length`. */
export function binOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value >= edges[middle]!) low = middle + 1
    else high = middle
  }
  return low
}

export interface Bin {
  /** Infinite where it is open. */
  readonly low: number
  readonly high: number
}

/** What `binName` wrote; null for any other text. */
export function readBin(name: string): Bin | null {
  const found = /^([[(])(-∞|-?[\d.]+(?:e[+-]?\d+)?), (∞|-?[\d.]+(?:e[+-]?\d+)?)\)$/.exec(name)
  if (found === null) return null
  const low = found[2] === '-∞' ? -Infinity : Number(found[2])
  const high = found[3] === '∞' ? Infinity : Number(found[3])
  const opens = found[1] === (low === -Infinity ? '(' : '[')
  return opens && low < high ? { low, high } : null
}

/** Values of one column in the order in which a reader looks for them: bins from low to high, everything else by its text. */
export function compareValues(a: string, b: string): number {
  const [left, right] = [readBin(a), readBin(b)]
  if (left !== null && right !== null) return left.low < right.low ? -1 : left.low > right.low ? 1 : 0
  return a < b ? -1 : a > b ? 1 : 0
}
