import type { DuckDBBlobValue, DuckDBDataChunk } from '@duckdb/node-api'
import type { Fill } from '../assembleBatches.js'
import { ByteTexts } from '../byteTexts.js'
import type { BoolWriter, BytesWriter, ColumnWriter, NumberWriter, TextWriter } from '../columnWriters.js'
import { UNSAFE_INTEGER, wideInteger } from '../errors.js'
import { isoDate, isoTimestamp } from '../isoDate.js'
import { fillParquetTensors } from './fillParquetTensors.js'
import type { ParquetColumn } from './parquetTypes.js'
import { copyNumbers, forEachMissing, textEntriesOf } from './vectorItems.js'

/** A column and the shape of its lists in the file; the card may declare another shape of the same size. */
export interface PlacedColumn extends ParquetColumn {
  readonly shape: readonly number[]
}

export interface ParquetChunk {
  readonly rows: number
  readonly data: DuckDBDataChunk
}

/** Copies one column of DuckDB's chunks into `writer`. */
export function fillParquet(
  writer: ColumnWriter,
  column: PlacedColumn,
  index: number,
  shown: string,
): Fill<ParquetChunk> {
  switch (writer.kind) {
    case 'number':
      return fillNumbers(writer, index, column.read === 'integer' ? shown : null)
    case 'bool':
      return fillBools(writer, index)
    case 'tensor':
      return fillParquetTensors(writer, index, column, shown)
    case 'bytes':
      return fillBytes(writer, index)
    case 'text':
      if (column.read === 'text') return fillTexts(writer, index)
      if (column.read === 'date') return fillTimes(writer, index, isoDate)
      return fillTimes(writer, index, (micros) => isoTimestamp(micros, column.read === 'instant'))
  }
}

function fillNumbers(writer: NumberWriter, index: number, checkIntegersOf: string | null): Fill<ParquetChunk> {
  return ({ data }, from, count, at, row) => {
    const vector = data.getColumnVector(index)
    const values = writer.values
    copyNumbers(vector, from, count, values, at)
    forEachMissing(vector, from, count, (i) => writer.miss(at + i))
    for (let i = 0; i < count; i++) {
      const value = values[at + i]!
      // NaN in a Parquet file is a missing number, as it is in a CSV file.
      if (value !== value) writer.miss(at + i)
      else if (checkIntegersOf !== null && (value >= UNSAFE_INTEGER || value <= -UNSAFE_INTEGER))
        throw wideInteger(checkIntegersOf, writer.field.name, row + i, `${BigInt(value)} (or one next to it)`)
    }
  }
}

function fillBools(writer: BoolWriter, index: number): Fill<ParquetChunk> {
  return ({ data }, from, count, at) => {
    const vector = data.getColumnVector(index)
    copyNumbers(vector, from, count, writer.values, at)
    forEachMissing(vector, from, count, (i) => writer.miss(at + i))
  }
}

function fillBytes(writer: BytesWriter, index: number): Fill<ParquetChunk> {
  return ({ data }, from, count, at) => {
    const vector = data.getColumnVector(index)
    for (let i = 0; i < count; i++) {
      const item: unknown = vector.getItem(from + i)
      if (item === null) writer.miss(at + i)
      else writer.write(at + i, (item as DuckDBBlobValue).bytes)
    }
  }
}

/** Days or microseconds that come as doubles; few distinct ones, so each is written out once. */
function fillTimes(writer: TextWriter, index: number, toText: (time: number) => string): Fill<ParquetChunk> {
  const codeOf = new Map<number, number>()
  const times = new Float64Array(2048)
  return ({ data }, from, count, at) => {
    const vector = data.getColumnVector(index)
    copyNumbers(vector, from, count, times, 0)
    forEachMissing(vector, from, count, (i) => (times[i] = NaN))
    for (let i = 0; i < count; i++) {
      const time = times[i]!
      if (time !== time) {
        writer.miss(at + i)
        continue
      }
      let code = codeOf.get(time)
      if (code === undefined) codeOf.set(time, (code = writer.codeOf(toText(time))))
      writer.codes[at + i] = code
    }
  }
}

/** Texts of up to 12 bytes stand in the entry itself: most categories never become a string twice. */
const LONGEST_INLINE = 12
/** Stands in `codes` until the code is known; never a code, and not the -1 of a missing text. */
const PRESENT = -2

function fillTexts(writer: TextWriter, index: number): Fill<ParquetChunk> {
  const short = new ByteTexts(writer)
  return ({ data }, from, count, at) => {
    const vector = data.getColumnVector(index)
    const entries = textEntriesOf(vector)
    // What stands in the entry of a missing text is not defined: those rows come first, and are then left alone.
    writer.codes.fill(PRESENT, at, at + count)
    forEachMissing(vector, from, count, (i) => writer.miss(at + i))
    for (let i = 0; i < count; i++) {
      if (writer.codes[at + i] !== PRESENT) continue
      const entry = (from + i) * 16
      // Little-endian length: its first byte is enough while the others are zero.
      const isShort =
        entries !== null &&
        entries[entry]! <= LONGEST_INLINE &&
        (entries[entry + 1]! | entries[entry + 2]! | entries[entry + 3]!) === 0
      if (isShort) writer.writeCode(at + i, short.codeOf(entries, entry + 4, entry + 4 + entries[entry]!))
      else writer.write(at + i, String(vector.getItem(from + i)))
    }
  }
}
