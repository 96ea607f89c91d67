import { hasSmall, isSmall, sumOf, toldColumns, type Counts } from './toldColumns.js'

/** Which rows of a table are told by themselves, and which only together; positions in the rows that were given, in their order. */
export interface MergedRows {
  readonly shown: readonly number[]
  readonly merged: readonly number[]
}

/**
 * Puts the rows that tell of fewer cases than the smallest cell into one, and with them as many of the least others as it takes: at least two
 * rows in all, and no column of their sum small itself. So neither a row nor a part of it follows from the totals less what is shown.
 */
export function mergeRows(rows: readonly Counts[], smallest: number): MergedRows {
  const told = toldColumns(rows, smallest)
  const merged = new Set(rows.flatMap((row, i) => (hasSmall(row, told, smallest) ? [i] : [])))
  const others = rows
    .map((row, i) => ({ i, size: row[0] ?? 0 }))
    .filter(({ i, size }) => size > 0 && !merged.has(i))
    .sort((a, b) => a.size - b.size || a.i - b.i)
  const isOpen = (): boolean => {
    const hidden = [...merged].map((i) => rows[i]!)
    return hidden.length === 1 || told.some((tell, column) => tell && isSmall(sumOf(hidden, column), smallest))
  }
  while (merged.size > 0 && isOpen() && others.length > 0) merged.add(others.shift()!.i)
  const positions = rows.map((_, i) => i)
  return { shown: positions.filter((i) => !merged.has(i)), merged: positions.filter((i) => merged.has(i)) }
}
