import { size, type Batch, type Column } from './batch.js'

/** Batches of one pass over a set, or parts of them, as one. Codes of texts keep their meaning during a pass, so the last dictionary serves all. */
export function joinBatches(parts: readonly Batch[]): Batch {
  const [first] = parts
  if (first === undefined) throw new Error('bug: no batches to join')
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  return {
    rows,
    start: first.start,
    columns: first.columns.map((_, index) => joinColumns(parts, index, rows)),
  }
}

function joinColumns(parts: readonly Batch[], index: number, rows: number): Column {
  const columns = parts.map((part) => part.columns[index]!)
  const last = columns.at(-1)!
  const valid = joinValid(parts, columns, rows)
  if (last.kind === 'text') {
    const codes = new Int32Array(rows)
    lay(codes, columns, (column) => (column.kind === 'text' ? column.codes : codes))
    return { ...last, valid, codes }
  }
  if (last.kind === 'bytes')
    return { ...last, valid, values: columns.flatMap((column) => (column.kind === 'bytes' ? column.values : [])) }
  const width = last.kind === 'tensor' ? size(last.shape) : 1
  const values = new (last.values.constructor as new (length: number) => Float64Array)(rows * width)
  lay(values, columns, (column) => (column.kind === 'text' || column.kind === 'bytes' ? values : column.values))
  return { ...last, valid, values } as Column
}

function joinValid(parts: readonly Batch[], columns: readonly Column[], rows: number): Uint8Array | null {
  if (columns.every((column) => column.valid === null)) return null
  const valid = new Uint8Array(rows).fill(1)
  let at = 0
  columns.forEach((column, index) => {
    if (column.valid !== null) valid.set(column.valid, at)
    at += parts[index]!.rows
  })
  return valid
}

function lay(
  into: { set(values: ArrayLike<number>, at: number): void },
  columns: readonly Column[],
  valuesOf: (column: Column) => ArrayLike<number>,
): void {
  let at = 0
  for (const column of columns) {
    const values = valuesOf(column)
    into.set(values, at)
    at += values.length
  }
}
