import { DataType, type Data } from 'apache-arrow'
import { ByteTexts } from '../byteTexts.js'
import type { TensorWriter } from '../columnWriters.js'
import { raggedTensor, wideInteger } from '../errors.js'
import { bitAt, copyNumbers, forEachMissing } from './arrowValues.js'
import type { FillData } from './fillArrow.js'

/** Copies lists, and lists of lists, of numbers, truth values or texts: every row has `shape`, or it is named. */
export function fillArrowTensors(writer: TensorWriter, shape: readonly number[], shown: string): FillData {
  const { width } = writer
  const copyElements = elementCopier(writer, shown)
  return (data, from, count, at, row) => {
    for (let i = 0; i < count; i++) {
      const isMissing = data.nullCount > 0 && bitAt(data.nullBitmap, data.offset + from + i) === 0
      if (isMissing) writer.miss(at + i)
      else copyList(data, from + i, 0, (at + i) * width, row + i)
    }
  }

  /** Copies the list at `item`, of dimension `depth`, and returns where the next one goes. */
  function copyList(data: Data, item: number, depth: number, to: number, row: number): number {
    const { start, end } = listBounds(data, item)
    if (end - start !== shape[depth])
      throw raggedTensor(shown, writer.field.name, row, `a list of ${end - start} in dimension ${depth + 1}`, shape)
    const child = data.children[0]!
    if (depth < shape.length - 1) {
      for (let j = start; j < end; j++) {
        if (child.nullCount > 0 && bitAt(child.nullBitmap, child.offset + j) === 0)
          throw raggedTensor(shown, writer.field.name, row, 'a missing list within the list', shape)
        to = copyList(child, j, depth + 1, to, row)
      }
      return to
    }
    copyElements(child, start, end - start, to, row)
    forEachMissing(child, start, end - start, (j) => (writer.values[to + j] = writer.texts === null ? NaN : -1))
    return to + end - start
  }
}

type CopyElements = (child: Data, from: number, count: number, to: number, row: number) => void

function elementCopier(writer: TensorWriter, shown: string): CopyElements {
  if (writer.texts !== null) {
    const texts = new ByteTexts(writer.texts)
    return (child, from, count, to) => {
      const bytes: Uint8Array = child.values
      const offsets: Int32Array | BigInt64Array = child.valueOffsets
      for (let j = from; j < from + count; j++)
        writer.values[to + j - from] = texts.codeOf(bytes, Number(offsets[j]), Number(offsets[j + 1]))
    }
  }
  if (writer.field.type === 'bool')
    return (child, from, count, to) => {
      const bits: Uint8Array = child.values
      for (let j = 0; j < count; j++) writer.values[to + j] = bitAt(bits, child.offset + from + j)
    }
  return (child, from, count, to, row) => {
    const unsafe = copyNumbers(child, from, count, writer.values, to)
    if (unsafe >= 0) refuseUnsafe(child, from, count, row)
  }

  function refuseUnsafe(child: Data, from: number, count: number, row: number): void {
    const wide: BigInt64Array = child.values
    for (let j = from; j < from + count; j++) {
      const isMissing = child.nullCount > 0 && bitAt(child.nullBitmap, child.offset + j) === 0
      if (!isMissing && !Number.isSafeInteger(Number(wide[j])))
        throw wideInteger(shown, writer.field.name, row, String(wide[j]))
    }
  }
}

/** Where the elements of the list at `item` stand in its child. */
export function listBounds(data: Data, item: number): { start: number; end: number } {
  if (DataType.isFixedSizeList(data.type)) {
    const { listSize } = data.type
    return { start: (data.offset + item) * listSize, end: (data.offset + item + 1) * listSize }
  }
  return { start: Number(data.valueOffsets[item]), end: Number(data.valueOffsets[item + 1]) }
}
