/** The counts of one row of a table: cases, then parts of them, always in the same order. */
export type Counts = readonly number[]

/** More than nobody, and fewer than the plan's smallest cell. */
export function isSmall(cases: number, smallest: number): boolean {
  return cases > 0 && cases < smallest
}

/**
 * Which columns of a table can be told at all: where a whole column comes to fewer cases than the smallest cell, no way of putting
 * rows together could hide what is in them.
 */
export function toldColumns(rows: readonly Counts[], smallest: number): readonly boolean[] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => !isSmall(sumOf(rows, column), smallest))
}

export function sumOf(rows: readonly Counts[], column: number): number {
  return rows.reduce((sum, row) => sum + row[column]!, 0)
}

/** The columns of several rows, each summed. */
export function together(rows: readonly Counts[]): Counts {
  return (rows[0] ?? []).map((_, column) => sumOf(rows, column))
}

export function hasSmall(row: Counts, told: readonly boolean[], smallest: number): boolean {
  return row.some((cases, column) => told[column]! && isSmall(cases, smallest))
}
