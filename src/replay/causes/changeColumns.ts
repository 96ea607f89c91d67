import type { Batch, Column, NumberColumn } from '../../core/batch.js'

/** The batch with some columns changed; the others are shared. */
export function changeColumns(batch: Batch, names: ReadonlySet<string>, change: (column: Column) => Column): Batch {
  return {
    ...batch,
    columns: batch.columns.map((column) => (names.has(column.name) ? change(column) : column)),
  }
}

/** Each named column with the values of another: `from` maps the name to that of the column whose values it gets. */
export function moveColumns(batch: Batch, from: ReadonlyMap<string, string>): Batch {
  const byName = new Map(batch.columns.map((column) => [column.name, column]))
  return {
    ...batch,
    columns: batch.columns.map((column) => {
      const source = from.get(column.name)
      return source === undefined || source === column.name ? column : { ...byName.get(source)!, name: column.name }
    }),
  }
}

/** Numbers, booleans (as 0 and 1) and tensors times `multiply` plus `add`; missing stays missing. */
export function scaleColumn(column: Column, { multiply, add }: { multiply: number; add: number }): Column {
  if (column.kind === 'text' || column.kind === 'bytes') return column
  if (column.kind === 'tensor' && column.dictionary !== undefined) return column
  if (column.kind === 'tensor')
    return { ...column, values: column.values.map((value) => value * multiply + add) as typeof column.values }
  const values = Float64Array.from(column.values, (value, row) =>
    column.valid?.[row] === 0 ? NaN : value * multiply + add,
  )
  return { kind: 'number', name: column.name, valid: column.valid, values } satisfies NumberColumn
}

/** Whether a row has no value in a column. */
export function isMissing(column: Column, row: number): boolean {
  if (column.valid?.[row] === 0) return true
  if (column.kind === 'text') return column.codes[row]! < 0
  return column.kind === 'number' && Number.isNaN(column.values[row]!)
}
