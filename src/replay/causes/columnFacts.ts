import { columnOf, type Batch } from '../../core/batch.js'
import type { ColumnFacts } from './hypothesis.js'

/** Facts of a column of numbers or tensors, over its present values; null for any other, and for one without values. */
export function columnFacts(batch: Batch, name: string): ColumnFacts | null {
  if (!batch.columns.some((column) => column.name === name)) return null
  const column = columnOf(batch, name)
  if (column.kind === 'text' || column.kind === 'bytes') return null
  if (column.kind === 'tensor' && column.dictionary !== undefined) return null
  const values = Float64Array.from(column.values)
    .filter((value, i) => Number.isFinite(value) && (column.kind === 'tensor' || column.valid?.[i] !== 0))
    .sort()
  if (values.length === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    mean,
    spread: Math.sqrt(squares / values.length),
    low: values[0]!,
    high: values.at(-1)!,
    median: values[values.length >> 1]!,
  }
}
