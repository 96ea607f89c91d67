import type { Batch, Column } from '../../core/batch.js'
import type { InputMapping } from '../../core/result.js'

/** The columns that new is given, each once, in the order of its inputs; those that fill two places are left out: moving one would move both. */
export function usedColumns(
  batch: Batch,
  inputs: readonly InputMapping[],
  kinds: readonly Column['kind'][],
): readonly string[] {
  const uses = inputs.flatMap(({ columns }) => columns.map(({ column }) => column))
  return uses.filter(
    (column) =>
      uses.indexOf(column) === uses.lastIndexOf(column) &&
      batch.columns.some(({ name, kind }) => name === column && kinds.includes(kind)),
  )
}
