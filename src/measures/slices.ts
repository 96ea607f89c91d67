import { columnOf, type Batch } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import type { Slice } from '../core/estimate.js'
import { selectCases, type PairedBatch } from '../core/predictions.js'
import type { Segment } from '../core/segment.js'
import { numberValues, type NumberedValues } from './segmentValues.js'

export { MISSING } from './segmentValues.js'

/** More values than this in one segment are a mistake: an id or a number, not a segment. */
export const MOST_SEGMENT_VALUES = 200

export interface SliceCases {
  readonly slice: Slice
  /** Ascending row numbers in the batch. */
  readonly rows: Uint32Array
  readonly batch: PairedBatch
}

/** The batch cut by each value of each segment, in the order in which values occur. Columns of the set do not come along. */
export function cutBatch(batch: PairedBatch, segments: readonly Segment[]): SliceCases[] {
  const bare = withoutColumns(batch)
  return segments.flatMap((segment) =>
    groupRows(batch.columns, segment).map(({ slice, rows }) => ({ slice, rows, batch: selectCases(bare, rows) })),
  )
}

/** Summaries of cases need no columns of the set: what is not there is not copied. */
export function withoutColumns(batch: PairedBatch): PairedBatch {
  return { ...batch, columns: { ...batch.columns, columns: [] } }
}

export function tooManyValues({ name, parts }: Pick<Segment, 'name' | 'parts'>): RecetteError {
  const [first] = parts
  return new RecetteError(
    'SEGMENT_TOO_MANY_VALUES',
    parts.length > 1
      ? `The segments ${name} are more than ${MOST_SEGMENT_VALUES}: so many that few cases stand in each.`
      : `Segment column "${name}" has more than ${MOST_SEGMENT_VALUES} different values; a segment has few, so that each holds cases.`,
    parts.length > 1
      ? 'Cut one of the two columns more coarsely, e.g. { column: age, bins: 4 }, or leave the cross out of columns.segments.'
      : `If it holds numbers, cut it into bins: { column: ${first?.column ?? name}, bins: 4 } or { column: ${first?.column ?? name}, edges: [30, 50] }. Else group its values in the set, or take "${name}" out of columns.segments.`,
    { kind: 'usage' },
  )
}

/** Ascending row numbers of each value of a segment, by a counting sort of value numbers. */
function groupRows({ columns, rows, start }: Batch, segment: Segment): { slice: Slice; rows: Uint32Array }[] {
  const limit = { most: MOST_SEGMENT_VALUES, refuse: (): never => refuse(segment) }
  const numbered = segment.parts.map((part) =>
    numberValues(columnOf({ columns, rows, start }, part.column), rows, part.edges ?? null, limit),
  )
  const { codes, used } = crossValues(numbered, rows)
  if (used.length > MOST_SEGMENT_VALUES) refuse(segment)
  const ends = new Uint32Array(used.length)
  for (let i = 0; i < rows; i++) ends[codes[i]!]!++
  for (let code = 1; code < ends.length; code++) ends[code]! += ends[code - 1]!
  const grouped = new Uint32Array(rows)
  const starts = Uint32Array.from(ends, (_, code) => (code === 0 ? 0 : ends[code - 1]!))
  const next = starts.slice()
  for (let i = 0; i < rows; i++) grouped[next[codes[i]!]!++] = i
  return used.map((values, code) => ({
    slice: segment.parts.map(({ column }, part) => ({ column, value: numbered[part]!.names[values[part]!]! })),
    rows: grouped.subarray(starts[code]!, ends[code]!),
  }))
}

/** The combinations that occur, numbered as they come; of each, the value number in every part. */
function crossValues(
  [first, second]: readonly NumberedValues[],
  rows: number,
): { codes: Uint32Array; used: readonly (readonly number[])[] } {
  if (second === undefined) return { codes: first!.codes, used: first!.names.map((_, code) => [code]) }
  const width = second.names.length
  const numbers = new Int32Array(first!.names.length * width).fill(-1)
  const codes = new Uint32Array(rows)
  const used: number[][] = []
  for (let i = 0; i < rows; i++) {
    const pair = first!.codes[i]! * width + second.codes[i]!
    let code = numbers[pair]!
    if (code < 0) {
      code = used.push([first!.codes[i]!, second.codes[i]!]) - 1
      numbers[pair] = code
    }
    codes[i] = code
  }
  return { codes, used }
}

function refuse(segment: Segment): never {
  throw tooManyValues(segment)
}
