import { columnOf } from '../../core/batch.js'
import type { Result } from '../../core/result.js'
import type { Segment, SegmentPart } from '../../core/segment.js'
import type { StoredSet } from '../../data/openSet.js'
import { quantileEdges } from '../../stats/quantileEdges.js'

/**
 * The segments with the edges of every bin. Where the plan only gives the number of bins, they are quantiles of all cases of this set,
 * the first that is compared, and hold for every other: a segment means the same wherever it is judged. Reads those columns once more,
 * 8 bytes a case.
 */
export async function settleSegments(
  segments: readonly Segment[],
  set: StoredSet,
  signal: AbortSignal,
): Promise<readonly Segment[]> {
  const open = segments.flatMap(({ parts }) => parts).filter(isOpen)
  if (open.length === 0) return segments
  const values = await readNumbers(set, [...new Set(open.map(({ column }) => column))], signal)
  const settle = (part: SegmentPart): SegmentPart =>
    isOpen(part) ? { ...part, edges: quantileEdges(values.get(part.column)!, part.bins) } : part
  return segments.map(({ name, parts }) => ({ name, parts: parts.map(settle) }))
}

export function recordBins(segments: readonly Segment[]): NonNullable<Result['plan']['segmentBins']> {
  return segments.flatMap(({ name, parts }) =>
    parts.flatMap(({ column, edges, bins }) =>
      edges === undefined
        ? []
        : [
            {
              segment: name,
              column,
              from: bins === undefined ? ('plan' as const) : ('quantiles' as const),
              edges: [...edges],
            },
          ],
    ),
  )
}

type OpenPart = SegmentPart & { readonly bins: number }

function isOpen(part: SegmentPart): part is OpenPart {
  return part.bins !== undefined && part.edges === undefined
}

async function readNumbers(
  set: StoredSet,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Float64Array>> {
  const parts = new Map<string, Float64Array[]>(columns.map((name) => [name, []]))
  for await (const batch of set.batches({ columns: [...columns], signal })) {
    for (const name of columns) {
      const column = columnOf(batch, name)
      if (column.kind !== 'number')
        throw new TypeError(`bug: column "${name}" is to be cut into bins and holds no numbers`)
      parts.get(name)!.push(column.values.filter((value, i) => Number.isFinite(value) && column.valid?.[i] !== 0))
    }
  }
  return new Map([...parts].map(([name, values]) => [name, joined(values)]))
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
