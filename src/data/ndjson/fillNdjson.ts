import type { Chunk, Fill } from '../assembleBatches.js'
import type { ColumnWriter, TensorWriter } from '../columnWriters.js'
import type { NdjsonColumn } from './columns.js'
import { wideNumber, type JsonObject } from './parseLine.js'

/** The objects of some lines. */
export interface NdjsonBlock extends Chunk {
  readonly objects: readonly JsonObject[]
}

/** Copies one value of each object to `writer`; a key that is not there, null and the empty text are missing. */
export function fillNdjson(writer: ColumnWriter, column: NdjsonColumn): Fill<NdjsonBlock> {
  const write = writeInto(writer, column)
  return ({ objects }, from, count, at) => {
    for (let i = 0; i < count; i++) {
      const value = valueAt(objects[from + i]!, column.path)
      if (value === undefined || value === null || value === '') writer.miss(at + i)
      else write(value, at + i)
    }
  }
}

function valueAt(object: JsonObject, path: readonly string[]): unknown {
  let value: unknown = object
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as JsonObject)[key]
  }
  return value
}

/** Every value is of the column's kind: that was seen when the columns were found. */
function writeInto(writer: ColumnWriter, { dates }: NdjsonColumn): (value: unknown, at: number) => void {
  switch (writer.kind) {
    case 'number':
      return (value, at) => (writer.values[at] = value as number)
    case 'bool':
      return (value, at) => (writer.values[at] = value === true ? 1 : 0)
    case 'text':
      return (value, at) => {
        const text = Array.isArray(value) ? JSON.stringify(value.map(textOf)) : textOf(value)
        writer.write(at, dates === null ? text : (dates.read(text) ?? text))
      }
    case 'tensor':
      return (value, at) => void copyList(writer, value as readonly unknown[], at * writer.width)
    case 'bytes':
      throw new Error(`bug: NDJSON has no bytes ("${writer.field.name}")`)
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? (wideNumber(value) ?? value) : String(value)
}

/** Returns where the next element goes; null within a list is NaN, of texts it is code -1. */
function copyList(writer: TensorWriter, list: readonly unknown[], to: number): number {
  for (const item of list) {
    if (Array.isArray(item)) to = copyList(writer, item, to)
    else writer.values[to++] = element(writer, item)
  }
  return to
}

function element({ texts }: TensorWriter, item: unknown): number {
  if (texts !== null) return typeof item === 'string' ? texts.codeOf(wideNumber(item) ?? item) : -1
  return item === null ? NaN : Number(item)
}
