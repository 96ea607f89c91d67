export interface Join {
  /** For each wanted id the row of the table that has it, -1 where none has. */
  readonly rows: Int32Array
  /** Wanted ids that the table does not have. */
  readonly missing: number
  /** Rows of the table that nobody asked for. */
  readonly extra: number
}

/** Finds each wanted id among the ids of a table, in whatever order they stand. Both lists hold each id once: see `caseIds`. */
export function joinById(wanted: readonly string[], table: readonly string[]): Join {
  const rowOf = new Map<string, number>()
  for (const [row, id] of table.entries()) rowOf.set(id, row)
  const rows = new Int32Array(wanted.length)
  let missing = 0
  for (const [index, id] of wanted.entries()) {
    const row = rowOf.get(id) ?? -1
    rows[index] = row
    if (row < 0) missing++
  }
  return { rows, missing, extra: table.length - (wanted.length - missing) }
}
