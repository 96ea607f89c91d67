import { DataType, makeVector, type Data, type RecordBatch, type Vector } from 'apache-arrow'
import type { Fill } from '../assembleBatches.js'
import { ByteTexts } from '../byteTexts.js'
import type { BoolWriter, BytesWriter, ColumnWriter, NumberWriter, TextWriter } from '../columnWriters.js'
import { wideInteger } from '../errors.js'
import { isoDate, isoTimestamp } from '../isoDate.js'
import type { ArrowColumn } from './arrowTypes.js'
import { listBounds } from './fillArrowTensors.js'
import { bitAt, copyNumbers, decimalInteger, decimalText, forEachMissing } from './arrowValues.js'
import { fillArrowTensors } from './fillArrowTensors.js'

export interface ArrowChunk {
  readonly rows: number
  readonly data: RecordBatch
}

/** Copies one column of record batches into `writer`. `index` = place of the column in the file, `shape` that of its lists. */
export function fillArrow(
  writer: ColumnWriter,
  column: ArrowColumn,
  index: number,
  shape: readonly number[],
  shown: string,
): Fill<ArrowChunk> {
  const fill = fillColumn(writer, column, shape, shown)
  return ({ data }, from, count, at, row) => fill(data.data.children[index]!, from, count, at, row)
}

export type FillData = (data: Data, from: number, count: number, at: number, row: number) => void

function fillColumn(writer: ColumnWriter, column: ArrowColumn, shape: readonly number[], shown: string): FillData {
  switch (writer.kind) {
    case 'number':
      if (column.read === 'null') return fillNothing(writer)
      return column.read === 'decimal' ? fillDecimals(writer) : fillNumbers(writer, shown)
    case 'bool':
      return fillBools(writer)
    case 'tensor':
      return fillArrowTensors(writer, shape, shown)
    case 'bytes':
      return fillBytes(writer, column.read === 'bytes-in-struct')
    case 'text':
      if (column.read === 'list-as-text') return fillLists(writer)
      if (column.read === 'dictionary') return fillDictionary(writer)
      if (column.read === 'number-as-text') return fillNumbersAsText(writer)
      return column.read === 'time' ? fillTimes(writer, column) : fillTexts(writer)
  }
}

function fillNothing(writer: ColumnWriter): FillData {
  return (_, __, count, at) => {
    for (let i = 0; i < count; i++) writer.miss(at + i)
  }
}

function fillNumbers(writer: NumberWriter, shown: string): FillData {
  return (data, from, count, at, row) => {
    const whole: unknown = data.values
    if (at === 0 && data.nullCount === 0 && whole instanceof Float64Array) {
      const values = whole.subarray(from, from + count)
      if (!hasNaN(values)) return writer.borrow(values)
    }
    const { values } = writer
    const unsafe = copyNumbers(data, from, count, values, at)
    forEachMissing(data, from, count, (i) => writer.miss(at + i))
    for (let i = 0; i < count; i++) if (Number.isNaN(values[at + i])) writer.miss(at + i)
    if (unsafe >= 0) refuseUnsafe(data, from, count, row)
  }

  function refuseUnsafe(data: Data, from: number, count: number, row: number): void {
    const wide: BigInt64Array = data.values
    for (let i = 0; i < count; i++) {
      const isMissing = data.nullCount > 0 && bitAt(data.nullBitmap, data.offset + from + i) === 0
      if (!isMissing && !Number.isSafeInteger(Number(wide[from + i])))
        throw wideInteger(shown, writer.field.name, row + i, String(wide[from + i]))
    }
  }
}

function hasNaN(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) return true
  return false
}

function fillDecimals(writer: NumberWriter): FillData {
  return (data, from, count, at) => {
    const scale = DataType.isDecimal(data.type) ? data.type.scale : 0
    for (let i = 0; i < count; i++)
      writer.values[at + i] = Number(decimalText(decimalInteger(decimalWords(data, from + i)), scale))
    forEachMissing(data, from, count, (i) => writer.miss(at + i))
  }
}

function decimalWords(data: Data, row: number): Uint32Array {
  const words: Uint32Array = data.values
  const width = data.stride
  return words.subarray(row * width, (row + 1) * width)
}

function fillBools(writer: BoolWriter): FillData {
  return (data, from, count, at) => {
    const bits: Uint8Array = data.values
    for (let i = 0; i < count; i++) writer.values[at + i] = bitAt(bits, data.offset + from + i)
    forEachMissing(data, from, count, (i) => writer.miss(at + i))
  }
}

function fillBytes(writer: BytesWriter, inStruct: boolean): FillData {
  return (data, from, count, at) => {
    const place = inStruct ? data.type.children.findIndex((field: { name: string }) => field.name === 'bytes') : 0
    const held = inStruct ? data.children[place]! : data
    // The rows of a struct begin where its own offset says, unless its child was cut already.
    const first = inStruct && held.length > data.length ? data.offset + from : from
    const bytes: Uint8Array = held.values
    const offsets: Int32Array | BigInt64Array | undefined = held.valueOffsets
    for (let i = 0; i < count; i++) {
      const start = offsets === undefined ? (first + i) * held.stride : Number(offsets[first + i])
      const end = offsets === undefined ? start + held.stride : Number(offsets[first + i + 1])
      writer.write(at + i, bytes.subarray(start, end))
    }
    forEachMissing(held, first, count, (i) => writer.miss(at + i))
    if (inStruct) forEachMissing(data, from, count, (i) => writer.miss(at + i))
  }
}

function fillTexts(writer: TextWriter): FillData {
  const texts = new ByteTexts(writer)
  return (data, from, count, at) => {
    const bytes: Uint8Array = data.values
    const offsets: Int32Array | BigInt64Array = data.valueOffsets
    for (let i = 0; i < count; i++)
      writer.writeCode(at + i, texts.codeOf(bytes, Number(offsets[from + i]), Number(offsets[from + i + 1])))
    forEachMissing(data, from, count, (i) => writer.miss(at + i))
  }
}

/** Codes of the file's dictionary become codes of the batch's in the order in which they are met, as in the other formats. */
function fillDictionary(writer: TextWriter): FillData {
  let known: unknown = null
  let codes = new Int32Array(0)
  return (data, from, count, at) => {
    const dictionary = data.dictionary!
    if (known !== dictionary) {
      known = dictionary
      codes = new Int32Array(dictionary.length).fill(UNKNOWN)
    }
    const indices: Int32Array | BigInt64Array = data.values
    for (let i = 0; i < count; i++) {
      const isMissing = data.nullCount > 0 && bitAt(data.nullBitmap, data.offset + from + i) === 0
      if (isMissing) {
        writer.miss(at + i)
        continue
      }
      const entry = Number(indices[from + i])
      if (codes[entry] === UNKNOWN) codes[entry] = writer.codeOf(String(dictionary.get(entry) ?? ''))
      writer.writeCode(at + i, codes[entry]!)
    }
  }
}

/** Each list as JSON, its elements as texts: `["a","b"]`. */
function fillLists(writer: TextWriter): FillData {
  let known: Data | null = null
  let elements: Vector | null = null
  return (data, from, count, at) => {
    const child = data.children[0]!
    if (elements === null || known !== child) {
      known = child
      elements = makeVector(child)
    }
    for (let i = 0; i < count; i++) {
      const isMissing = data.nullCount > 0 && bitAt(data.nullBitmap, data.offset + from + i) === 0
      if (isMissing) {
        writer.miss(at + i)
        continue
      }
      const { start, end } = listBounds(data, from + i)
      const texts: (string | null)[] = []
      for (let j = start; j < end; j++) {
        const element: unknown = elements.get(j)
        texts.push(element === null ? null : String(element))
      }
      writer.write(at + i, JSON.stringify(texts))
    }
  }
}

const UNKNOWN = -2

function fillNumbersAsText(writer: TextWriter): FillData {
  return (data, from, count, at) => {
    for (let i = 0; i < count; i++) {
      const isMissing = data.nullCount > 0 && bitAt(data.nullBitmap, data.offset + from + i) === 0
      if (isMissing) writer.miss(at + i)
      else if (DataType.isDecimal(data.type))
        writer.write(at + i, decimalText(decimalInteger(decimalWords(data, from + i)), data.type.scale))
      else writer.write(at + i, String(data.values[from + i]))
    }
  }
}

function fillTimes(writer: TextWriter, { time }: ArrowColumn): FillData {
  const { micros, as } = time!
  const codeOf = new Map<number, number>()
  const toText = (value: number): string => {
    if (as === 'date') return isoDate(Math.floor(value / 86_400e6))
    const text = isoTimestamp(value, as === 'instant')
    return as === 'clock' ? text.slice(text.indexOf('T') + 1) : text
  }
  return (data, from, count, at) => {
    const times: Int32Array | BigInt64Array = data.values
    for (let i = 0; i < count; i++) {
      if (data.nullCount > 0 && bitAt(data.nullBitmap, data.offset + from + i) === 0) {
        writer.miss(at + i)
        continue
      }
      const time = times[from + i]!
      const value = micros < 1 ? microsOf(time) : Number(time) * micros
      let code = codeOf.get(value)
      if (code === undefined) codeOf.set(value, (code = writer.codeOf(toText(value))))
      writer.codes[at + i] = code
    }
  }
}

/** Whole microseconds of nanoseconds: what is beyond them is cut, as in the other formats. Nanoseconds of our time are beyond 2^53, where a double is off by hundreds. */
function microsOf(nanoseconds: number | bigint): number {
  const nanos = BigInt(nanoseconds)
  return Number((nanos - (((nanos % 1000n) + 1000n) % 1000n)) / 1000n)
}
