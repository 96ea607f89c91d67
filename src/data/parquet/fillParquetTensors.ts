import type { DuckDBListVector, DuckDBVector } from '@duckdb/node-api'
import type { Fill } from '../assembleBatches.js'
import type { TensorWriter } from '../columnWriters.js'
import { raggedTensor, UNSAFE_INTEGER, wideInteger } from '../errors.js'
import type { ParquetChunk, PlacedColumn } from './fillParquet.js'
import { copyNumbers, forEachMissing } from './vectorItems.js'

/** Copies lists, and lists of lists, of numbers, truth values or texts: every row has the column's shape, or it is named. */
export function fillParquetTensors(
  writer: TensorWriter,
  index: number,
  { shape, read }: PlacedColumn,
  shown: string,
): Fill<ParquetChunk> {
  return ({ data }, from, count, at, row) => {
    const vector = data.getColumnVector(index)
    for (let i = 0; i < count; i++) {
      if (vector.getItem(from + i) === null) writer.miss(at + i)
      else copyList(vector as DuckDBListVector, from + i, 0, (at + i) * writer.width, row + i)
    }
  }

  /** Copies the list at `item`, of dimension `depth`, and returns where the next one goes. */
  function copyList(vector: DuckDBListVector, item: number, depth: number, to: number, row: number): number {
    const length = vector.getEntryLength(item)
    const offset = vector.getEntryOffset(item)
    if (length !== shape[depth])
      throw raggedTensor(shown, writer.field.name, row, `a list of ${length} in dimension ${depth + 1}`, shape)
    const child = vector.childVector
    if (depth < shape.length - 1) {
      for (let j = 0; j < length; j++) {
        if (child.getItem(offset + j) === null)
          throw raggedTensor(shown, writer.field.name, row, 'a missing list within the list', shape)
        to = copyList(child as DuckDBListVector, offset + j, depth + 1, to, row)
      }
      return to
    }
    if (writer.texts !== null) copyTexts(child, offset, length, to)
    else copyElements(child, offset, length, to, row)
    return to + length
  }

  function copyTexts(child: DuckDBVector, offset: number, length: number, to: number): void {
    for (let j = 0; j < length; j++) {
      const text = child.getItem(offset + j)
      writer.values[to + j] = text === null ? -1 : writer.texts!.codeOf(String(text))
    }
  }

  function copyElements(child: DuckDBVector, offset: number, length: number, to: number, row: number): void {
    const { values } = writer
    copyNumbers(child, offset, length, values, to)
    forEachMissing(child, offset, length, (j) => (values[to + j] = NaN))
    if (read !== 'tensor-of-integers') return
    for (let j = to; j < to + length; j++)
      if (Math.abs(values[j]!) >= UNSAFE_INTEGER)
        throw wideInteger(shown, writer.field.name, row, `${BigInt(values[j]!)} (or one next to it)`)
  }
}
