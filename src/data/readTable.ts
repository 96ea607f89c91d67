import type { Batch, Column } from '../core/batch.js'
import type { StoredSet } from './openSet.js'

/** A whole table in memory as one batch: for small ones, such as recorded predictions. */
export async function readTable(set: StoredSet, columns?: readonly string[]): Promise<Batch> {
  const batches: Batch[] = []
  for await (const batch of set.batches(columns === undefined ? {} : { columns })) batches.push(batch)
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0)
  const first = batches[0]
  if (first === undefined || batches.length === 1) return first ?? { rows: 0, start: 0, columns: [] }
  return {
    rows,
    start: 0,
    columns: first.columns.map((_, index) =>
      concatenate(
        batches.map((batch) => batch.columns[index]!),
        batches.map((batch) => batch.rows),
      ),
    ),
  }
}

function concatenate(parts: readonly Column[], rows: readonly number[]): Column {
  const valid = joinValid(parts, rows)
  const first = parts[0]!
  switch (first.kind) {
    case 'number':
      return {
        ...first,
        valid,
        values: join(parts.filter((part) => part.kind === 'number').map(({ values }) => values)),
      }
    case 'bool':
      return { ...first, valid, values: join(parts.filter((part) => part.kind === 'bool').map(({ values }) => values)) }
    case 'text':
      return { ...first, valid, codes: join(parts.filter((part) => part.kind === 'text').map(({ codes }) => codes)) }
    case 'tensor':
      return {
        ...first,
        valid,
        values: join(parts.filter((part) => part.kind === 'tensor').map(({ values }) => values)),
      }
    case 'bytes':
      return { ...first, valid, values: parts.flatMap((part) => (part.kind === 'bytes' ? part.values : [])) }
  }
}

function joinValid(parts: readonly Column[], rows: readonly number[]): Uint8Array | null {
  if (parts.every(({ valid }) => valid === null)) return null
  return join(parts.map(({ valid }, index) => valid ?? new Uint8Array(rows[index]!).fill(1)))
}

function join<A extends Float64Array | Float32Array | Int32Array | Uint8Array>(parts: readonly A[]): A {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const whole = new (parts[0]!.constructor as new (length: number) => A)(length)
  let at = 0
  for (const part of parts) {
    whole.set(part as never, at)
    at += part.length
  }
  return whole
}
