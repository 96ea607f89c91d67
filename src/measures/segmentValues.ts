import { cellText, type Column } from '../core/batch.js'
import { requireName } from '../core/requireName.js'
import { binName, binOf } from '../core/segment.js'

/** The slice of cases that have no value in a segment column. */
export const MISSING = '(missing)'

export interface NumberedValues {
  /** By row, an index into `names`. */
  readonly codes: Uint32Array
  readonly names: readonly string[]
}

/** Numbers the values of a column as they come, or with `edges` the bins that its numbers fall into. */
export function numberValues(
  column: Column,
  rows: number,
  edges: readonly number[] | null,
  limit: { readonly most: number; readonly refuse: () => never },
): NumberedValues {
  if (edges !== null) return numberBins(column, rows, edges)
  const names: string[] = []
  const known = new Map<unknown, number>()
  const codes = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) {
    const raw = rawValue(column, i)
    let code = known.get(raw)
    if (code === undefined) {
      const name = cellText(column, i) ?? MISSING
      requireName(`A value of the segment column "${column.name}"`, name)
      const same = names.indexOf(name)
      code = same >= 0 ? same : names.push(name) - 1
      if (names.length > limit.most) limit.refuse()
      known.set(raw, code)
    }
    codes[i] = code
  }
  return { codes, names }
}

function numberBins(column: Column, rows: number, edges: readonly number[]): NumberedValues {
  if (column.kind !== 'number')
    throw new TypeError(`bug: column "${column.name}" was to be cut into bins and is ${column.kind}`)
  const names: string[] = []
  const numbers = new Int32Array(edges.length + 2).fill(-1)
  const codes = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) {
    const value = column.valid !== null && column.valid[i] === 0 ? Number.NaN : column.values[i]!
    const bin = Number.isNaN(value) ? edges.length + 1 : binOf(edges, value)
    let code = numbers[bin]!
    if (code < 0) {
      code = names.push(bin > edges.length ? MISSING : binName(edges, bin)) - 1
      numbers[bin] = code
    }
    codes[i] = code
  }
  return { codes, names }
}

/** Equal for equal cells, cheaper than their text. */
function rawValue(column: Column, row: number): unknown {
  if (column.valid !== null && column.valid[row] === 0) return null
  switch (column.kind) {
    case 'text':
      return column.codes[row]
    case 'number':
    case 'bool':
      return column.values[row]
    case 'tensor':
    case 'bytes':
      return null
  }
}
