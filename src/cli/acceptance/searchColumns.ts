import type { Field } from '../../core/batch.js'
import type { Segment } from '../../core/segment.js'
import type { SliceSearch } from '../../core/sliceSearch.js'
import type { Plan } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import { MOST_CATEGORIES, type SearchedKind } from '../../measures/search/searchSample.js'
import type { SearchOptions } from '../../measures/search/searchSlices.js'
import { reservedColumns } from './reservedColumns.js'

/** More columns than this are not searched: those that the plan names first, then the set's own order. */
const MOST_COLUMNS = 100
/** So many rows are looked at for texts that are all different, before such a column is read to its end for nothing. */
const LOOK_ROWS = 20_000

/**
 * The columns of a set in which the new model's losses are looked for: all that hold numbers, texts or truth values, but not the ids and the
 * labels, nor what a card calls personal, since the values of a slice are told. Null where the plan looks for nothing.
 */
export async function searchColumns(
  plan: Plan,
  set: StoredSet,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<SearchOptions | null> {
  if (plan.search === null) return null
  const { columns: asked, minCases, depth } = plan.search
  const reserved = new Set(reservedColumns(plan))
  const named = segments.flatMap(({ parts }) => parts)
  const leftOut: SliceSearch['leftOut'] = []
  const free = set.fields.filter(
    ({ name, kind }) =>
      !reserved.has(name) && kind !== 'tensor' && kind !== 'bytes' && (asked === undefined || asked.includes(name)),
  )
  const shown = free.filter(({ name, personal }) => {
    if (personal === true) leftOut.push({ column: name, reason: 'personal' })
    return personal !== true
  })
  const isNamed = ({ name }: Field): boolean => named.some(({ column }) => column === name)
  const unlike = await differentTexts(
    set,
    shown.filter((field) => kindOf(field) === 'category' && field.kind === 'text' && !isNamed(field)),
    signal,
  )
  const fit = shown.filter(({ name }) => {
    if (unlike.has(name)) leftOut.push({ column: name, reason: 'too-many-values' })
    return !unlike.has(name)
  })
  const ordered = [...fit.filter(isNamed), ...fit.filter((field) => !isNamed(field))]
  for (const { name } of ordered.slice(MOST_COLUMNS)) leftOut.push({ column: name, reason: 'too-many-columns' })
  return {
    columns: ordered.slice(0, MOST_COLUMNS).map((field) => ({ name: field.name, kind: kindOf(field) })),
    leftOut,
    edges: new Map(named.flatMap(({ column, edges }) => (edges === undefined ? [] : [[column, edges] as const]))),
    minCases: Math.max(minCases, plan.report.smallestCell),
    depth,
  }
}

function kindOf({ kind, type }: Field): SearchedKind {
  if (type === 'date32' || type === 'timestamp') return 'date'
  return kind === 'number' ? 'number' : 'category'
}

/** Text columns that already show too many values at the beginning: the search would leave them out at its end anyway. */
async function differentTexts(
  set: StoredSet,
  fields: readonly Field[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const seen = new Map(fields.map(({ name }) => [name, new Set<number>()]))
  for await (const { columns, start, rows } of set.batches({ columns: [...seen.keys()], signal })) {
    for (const column of columns) {
      const values = seen.get(column.name)
      if (values === undefined || column.kind !== 'text') continue
      for (let row = 0; row < rows && values.size <= MOST_CATEGORIES + 1; row++) values.add(column.codes[row]!)
    }
    if (start + rows >= LOOK_ROWS) break
  }
  // One of the codes may be that of a missing value.
  return new Set([...seen].flatMap(([name, values]) => (values.size > MOST_CATEGORIES + 1 ? [name] : [])))
}
