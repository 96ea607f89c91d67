import type { Notice } from '../../core/result.js'
import type { Plan } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import { reservedColumns } from './reservedColumns.js'

/** Names that a notice lists; beyond these it counts. */
const MOST_NAMED = 10

/** What pandas writes a data frame's index as: no column of anybody's. */
const PANDAS_INDEX = /^__index_level_\d+__$/

/**
 * Columns that stand in one of the two alone, the reference or a compared set, have no drift to measure: that is told. Where the plan says which
 * columns are features, only these are looked for, and one that a compared set lacks has been refused before.
 */
export function columnNotices(plan: Plan, reference: StoredSet | undefined, compared: readonly StoredSet[]): Notice[] {
  if (reference === undefined) return []
  const counts = new Set(plan.columns.features)
  const reserved = new Set(reservedColumns(plan))
  const namesOf = (set: StoredSet): string[] =>
    set.fields
      .map(({ name }) => name)
      .filter((name) => !reserved.has(name) && !PANDAS_INDEX.test(name) && (counts.size === 0 || counts.has(name)))
  const before = namesOf(reference)
  return compared.flatMap((set) => {
    const now = namesOf(set)
    return [
      ...noticeOf(
        'columns-not-in-reference',
        set,
        now.filter((name) => !before.includes(name)),
      ),
      ...noticeOf(
        'columns-only-in-reference',
        set,
        before.filter((name) => !now.includes(name)),
      ),
    ]
  })
}

function noticeOf(code: string, set: StoredSet, names: readonly string[]): Notice[] {
  if (names.length === 0) return []
  const shown = names.slice(0, MOST_NAMED).join(', ')
  const columns = names.length > MOST_NAMED ? `${shown}, …` : shown
  return [{ code, values: { set: set.spec.name, columns, n: names.length } }]
}
