import { cellText, columnOf, type Column } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import type { Slice } from '../core/estimate.js'
import { selectCases, type PairedBatch } from '../core/predictions.js'

/** The slice of cases that have no value in a segment column. */
export const MISSING = '(missing)'

/** More values than this in one segment column are a mistake: an id or a number, not a segment. */
export const MOST_SEGMENT_VALUES = 200

export interface SliceCases {
  readonly slice: Slice
  readonly batch: PairedBatch
}

/** The batch cut by each value of each segment column, in the order in which values occur. Columns of the set do not come along. */
export function cutBatch(batch: PairedBatch, segments: readonly string[]): SliceCases[] {
  const bare = withoutColumns(batch)
  return segments.flatMap((name) =>
    [...groupRows(columnOf(batch.columns, name), batch.rows)].map(([value, rows]) => ({
      slice: [{ column: name, value }],
      batch: selectCases(bare, rows),
    })),
  )
}

/** Summaries of cases need no columns of the set: what is not there is not copied. */
export function withoutColumns(batch: PairedBatch): PairedBatch {
  return { ...batch, columns: { ...batch.columns, columns: [] } }
}

export function tooManyValues(column: string): RecetteError {
  return new RecetteError(
    'SEGMENT_TOO_MANY_VALUES',
    `Segment column "${column}" has more than ${MOST_SEGMENT_VALUES} different values; a segment has few, so that each holds cases.`,
    `Put its values into groups in the set (age bands, regions), or take "${column}" out of columns.segments.`,
    { kind: 'usage' },
  )
}

/** Ascending row numbers of each value, by a counting sort of value numbers. */
function groupRows(column: Column, rows: number): Map<string, Uint32Array> {
  const { codes, names } = numberValues(column, rows)
  const ends = new Uint32Array(names.length)
  for (let i = 0; i < rows; i++) ends[codes[i]!]!++
  for (let code = 1; code < ends.length; code++) ends[code]! += ends[code - 1]!
  const grouped = new Uint32Array(rows)
  const starts = Uint32Array.from(ends, (_, code) => (code === 0 ? 0 : ends[code - 1]!))
  const next = starts.slice()
  for (let i = 0; i < rows; i++) grouped[next[codes[i]!]!++] = i
  return new Map(names.map((name, code) => [name, grouped.subarray(starts[code]!, ends[code]!)]))
}

function numberValues(column: Column, rows: number): { codes: Uint32Array; names: string[] } {
  const names: string[] = []
  const known = new Map<unknown, number>()
  const codes = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) {
    const raw = rawValue(column, i)
    let code = known.get(raw)
    if (code === undefined) {
      const name = cellText(column, i) ?? MISSING
      const same = names.indexOf(name)
      code = same >= 0 ? same : names.push(name) - 1
      if (names.length > MOST_SEGMENT_VALUES) throw tooManyValues(column.name)
      known.set(raw, code)
    }
    codes[i] = code
  }
  return { codes, names }
}

/** Equal for equal cells, cheaper than their text. */
function rawValue(column: Column, row: number): unknown {
  if (column.valid !== null && column.valid[row] === 0) return null
  switch (column.kind) {
    case 'text':
      return column.codes[row]
    case 'number':
    case 'bool':
      return column.values[row]
    case 'tensor':
    case 'bytes':
      return null
  }
}
