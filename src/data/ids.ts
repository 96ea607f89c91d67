import { cellText, columnOf, type Batch } from '../core/batch.js'
import { formatPosition, RecetteError } from '../core/errors.js'
import type { StoredSet } from './openSet.js'

/** Names every case of one pass over a set, and refuses a name that comes twice. */
export interface CaseIds {
  /** The ids of the batch's rows, as text. Batches must come once each, in order. */
  of(batch: Batch): readonly string[]
}

/** Ids from column `idColumn` of `set`, or the 1-based row number where there is none. */
export function caseIds(set: StoredSet, idColumn: string | undefined): CaseIds {
  if (idColumn === undefined)
    return { of: ({ rows, start }) => Array.from({ length: rows }, (_, row) => String(start + row + 1)) }
  const rowOf = new Map<string, number>()
  return {
    of(batch) {
      const column = columnOf(batch, idColumn)
      const ids: string[] = []
      for (let i = 0; i < batch.rows; i++) {
        const row = batch.start + i
        const id = cellText(column, i)
        if (id === null) throw missingId(set, idColumn, row)
        const earlier = rowOf.get(id)
        if (earlier !== undefined) throw duplicateId(set, idColumn, id, earlier, row)
        rowOf.set(id, row)
        ids.push(id)
      }
      return ids
    },
  }
}

function missingId(set: StoredSet, idColumn: string, row: number): RecetteError {
  return new RecetteError(
    'ID_MISSING',
    `${place(set, row)} has no id: column "${idColumn}" is empty there.`,
    'Give every case an id, or leave columns.id out of the plan: cases are then known by their row number.',
    { at: set.positionOf?.(row) ?? { file: set.spec.file.shown } },
  )
}

function duplicateId(set: StoredSet, idColumn: string, id: string, first: number, second: number): RecetteError {
  const isPersonal = set.fields.find(({ name }) => name === idColumn)?.personal === true
  const shown = isPersonal ? 'an id (personal data, not shown)' : `the id "${id}"`
  return new RecetteError(
    'ID_DUPLICATE',
    `${place(set, first)} and ${place(set, second)} both have ${shown} in column "${idColumn}".`,
    'Each case must stand once: remove the copy, or name a column that tells the cases apart in columns.id.',
    { at: set.positionOf?.(second) ?? { file: set.spec.file.shown } },
  )
}

/** `churn.csv:12`, or `churn.parquet, row 11`. */
function place(set: StoredSet, row: number): string {
  const position = set.positionOf?.(row)
  return position === undefined ? `${set.spec.file.shown}, row ${row + 1}` : formatPosition(position)
}
