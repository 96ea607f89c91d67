import { crossName, segmentOf, type Segment, type SegmentPart } from '../core/segment.js'
import type { Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import type { PlanPath } from './problemList.js'
import type { WrittenCriterion } from './criterionSchema.js'
import type { WrittenPart, WrittenSegment } from './segmentsSchema.js'

/** A criterion with the name of its segment. */
export type NamedCriterion = Omit<WrittenCriterion, 'by'> & { readonly by: string | undefined }

/** The segments with their names; in a cross, a column that is cut into bins beside it is cut into the same ones. */
export function buildSegments(written: readonly WrittenSegment[] | undefined, builder: Builder): readonly Segment[] {
  const own = (written ?? []).map((segment, index) => buildSegment(segment, ['columns', 'segments', index], builder))
  const declared = new Map(
    own.flatMap((segment) => (segment?.parts.length === 1 ? [[segment.name, segment.parts[0]!] as const] : [])),
  )
  const seen = new Set<string>()
  return own.flatMap((segment, index) => {
    if (segment === null) return []
    if (seen.has(segment.name)) {
      builder.problems.add(
        ['columns', 'segments', index],
        'PLAN_REPEATED_NAME',
        `"${segment.name}" stands twice in columns.segments.`,
        'Remove one.',
      )
      return []
    }
    seen.add(segment.name)
    if (segment.parts.length === 1) return [segment]
    return [segmentOf(...segment.parts.map((part) => (isPlain(part) ? (declared.get(part.column) ?? part) : part)))]
  })
}

/** `by` as the criterion names its segment: of a cross in either order. */
export function segmentNamed(
  by: string | readonly [string, string] | undefined,
  names: readonly string[],
): string | undefined {
  if (by === undefined || typeof by === 'string') return by
  const [first, second] = by.map((column) => ({ column })) as [{ column: string }, { column: string }]
  const turned = crossName([second, first])
  return names.includes(turned) ? turned : crossName([first, second])
}

function buildSegment(written: WrittenSegment, path: PlanPath, builder: Builder): Segment | null {
  if (typeof written === 'object' && 'cross' in written && written.cross !== undefined) {
    if (written.column !== undefined || written.edges !== undefined || written.bins !== undefined)
      return refuse(path, 'says cross beside column, edges or bins.', 'Put edges or bins into the cross.', builder)
    return buildCross(written.cross, [...path, 'cross'], builder)
  }
  if (Array.isArray(written)) return buildCross(written as readonly [WrittenPart, WrittenPart], path, builder)
  const part = buildPart(written as WrittenPart, path, builder)
  return part === null ? null : segmentOf(part)
}

function buildCross(written: readonly [WrittenPart, WrittenPart], path: PlanPath, builder: Builder): Segment | null {
  const [first, second] = written.map((part, index) => buildPart(part, [...path, index], builder))
  if (!first || !second) return null
  if (first.column === second.column)
    return refuse(path, `crosses "${first.column}" with itself.`, 'Name two different columns.', builder)
  return segmentOf(first, second)
}

function buildPart(written: WrittenPart, path: PlanPath, builder: Builder): SegmentPart | null {
  if (typeof written === 'string') return { column: written }
  const { column, edges, bins } = written
  if (column === undefined)
    return refuse(path, 'does not say which column cuts the cases.', 'Add column: NAME.', builder)
  if (edges !== undefined && bins !== undefined)
    return refuse(path, `gives both edges and bins for "${column}".`, 'Keep one of the two.', builder)
  if (edges !== undefined && edges.some((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= edges[i - 1]!)))
    return refuse(
      [...path, 'edges'],
      `[${edges.join(', ')}] does not rise from one to the next.`,
      'Write finite numbers in ascending order, each once, such as [30, 50, 70].',
      builder,
    )
  return { column, ...definedOnly({ edges, bins }) }
}

function isPlain({ edges, bins }: SegmentPart): boolean {
  return edges === undefined && bins === undefined
}

function refuse(path: PlanPath, what: string, hint: string, { problems }: Builder): null {
  const place = path.map((step) => (typeof step === 'number' ? `[${step + 1}]` : `.${step}`)).join('')
  problems.add(path, 'PLAN_DOES_NOT_FIT', `${place.slice(1)} ${what}`, hint)
  return null
}
