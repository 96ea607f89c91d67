import type { Field } from '../../core/batch.js'
import { duplicateColumn } from '../errors.js'
import { isoDates, isoTimestamps, type DateReader } from '../csv/readDate.js'
import { wideNumber, type JsonObject } from './parseLine.js'

/** A column of the table: where its value stands in each object, and how it is read. */
export interface NdjsonColumn {
  readonly field: Field
  /** Keys from the outside in. */
  readonly path: readonly string[]
  readonly dates: DateReader | null
}

type Kind = 'number' | 'bool' | 'text' | 'list'

interface Seen {
  readonly path: readonly string[]
  /** By kind, the first line that holds it. */
  readonly kinds: Map<Kind | 'list of other things', number>
  /** By shape, the first line that holds such a list. */
  readonly shapes: Map<string, number>
  allWhole: boolean
  anyWide: boolean
  dates: Set<DateReader>
}

/** Learns the columns of the table from all of its objects: nested keys are columns of their own, named with dots. */
export class ColumnFinder {
  readonly #shown: string
  readonly #seen = new Map<string, Seen>()

  constructor(shown: string) {
    this.#shown = shown
  }

  add(object: JsonObject, line: number): void {
    this.#addObject(object, [], line)
  }

  /** `asText`: numbers are kept as they are written. */
  columns(asText: ReadonlySet<string>): { columns: readonly NdjsonColumn[]; ignored: ReadonlyMap<string, string> } {
    const columns: NdjsonColumn[] = []
    const ignored = new Map<string, string>()
    const names = new Map<string, number>()
    for (const [index, seen] of [...this.#seen.values()].entries()) {
      const name = seen.path.join('.')
      const first = names.get(name)
      if (first !== undefined) throw duplicateColumn(this.#shown, name, first, index, { file: this.#shown })
      names.set(name, index)
      const column = describe(seen, name, asText.has(name))
      if (typeof column === 'string') ignored.set(name, column)
      else columns.push(column)
    }
    return { columns, ignored }
  }

  #addObject(object: JsonObject, path: readonly string[], line: number): void {
    for (const key of Object.keys(object)) {
      const value = object[key]
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        this.#addObject(value as JsonObject, [...path, key], line)
      else this.#addValue(value, path, key, line)
    }
  }

  #addValue(value: unknown, path: readonly string[], key: string, line: number): void {
    const id = path.length === 0 ? key : [...path, key].join('\0')
    let seen = this.#seen.get(id)
    if (seen === undefined) {
      seen = {
        path: [...path, key],
        kinds: new Map(),
        shapes: new Map(),
        allWhole: true,
        anyWide: false,
        dates: new Set([isoDates, isoTimestamps]),
      }
      this.#seen.set(id, seen)
    }
    if (value === null || value === '') return
    if (Array.isArray(value)) addList(seen, value, line)
    else addSingle(seen, value as string | number | boolean, line)
  }
}

function addSingle(seen: Seen, value: string | number | boolean, line: number): void {
  switch (typeof value) {
    case 'number':
      seen.allWhole &&= Number.isInteger(value)
      return note(seen.kinds, 'number', line)
    case 'boolean':
      return note(seen.kinds, 'bool', line)
    case 'string':
      if (wideNumber(value) !== null) {
        seen.anyWide = true
        return note(seen.kinds, 'number', line)
      }
      for (const reader of seen.dates) if (reader.read(value) === null) seen.dates.delete(reader)
      return note(seen.kinds, 'text', line)
  }
}

function addList(seen: Seen, list: readonly unknown[], line: number): void {
  const shape = shapeOf(list)
  if (shape === null) note(seen.kinds, 'list of other things', line)
  else {
    note(seen.kinds, 'list', line)
    note(seen.shapes, shape.join(', '), line)
  }
}

function note<Key>(lines: Map<Key, number>, key: Key, line: number): void {
  if (!lines.has(key)) lines.set(key, line)
}

/** The shape of a list of numbers (null among them is missing), of any depth; null where it holds anything else, or is uneven. */
function shapeOf(list: readonly unknown[]): readonly number[] | null {
  const inner = list.find((item) => item !== null)
  if (!Array.isArray(inner))
    return list.every((item) => item === null || typeof item === 'number') ? [list.length] : null
  const shape = shapeOf(inner)
  if (shape === null) return null
  const text = shape.join()
  const even = list.every((item) => Array.isArray(item) && shapeOf(item)?.join() === text)
  return even ? [list.length, ...shape] : null
}

/** The column, or why no batch can hold it. */
function describe(seen: Seen, name: string, asText: boolean): NdjsonColumn | string {
  const { path, kinds, shapes, dates } = seen
  const column = (field: Omit<Field, 'name'>, reader: DateReader | null = null): NdjsonColumn => ({
    field: { name, ...field },
    path,
    dates: reader,
  })
  if (kinds.size > 1)
    return `of values of several kinds: ${[...kinds].map(([kind, line]) => `${WORDS[kind]} (line ${line})`).join(', ')}`
  const [[kind, line] = [undefined, 0]] = kinds
  switch (kind) {
    // Nothing but null: of numbers, as a CSV file has it.
    case undefined:
      return column({ kind: 'number', type: 'float64' })
    case 'number':
      if (asText || seen.anyWide) return column({ kind: 'text', type: 'utf8' })
      return column({ kind: 'number', type: seen.allWhole ? 'int64' : 'float64' })
    case 'bool':
      return column({ kind: 'bool', type: 'bool' })
    case 'text': {
      const [reader] = dates
      if (asText || reader === undefined) return column({ kind: 'text', type: 'utf8' })
      return column({ kind: 'text', type: reader.type }, reader)
    }
    case 'list of other things':
      return `of lists of something else than numbers, or uneven ones (line ${line})`
    case 'list': {
      if (shapes.size > 1)
        return `of lists of several shapes: ${[...shapes]
          .slice(0, 3)
          .map(([shape, at]) => `[${shape}] (line ${at})`)
          .join(', ')}`
      const shape = [...shapes.keys()][0]!.split(', ').map(Number)
      if (shape.includes(0)) return 'of empty lists'
      return column({ kind: 'tensor', type: 'float64', shape })
    }
  }
}

const WORDS = {
  number: 'numbers',
  bool: 'true or false',
  text: 'texts',
  list: 'lists of numbers',
  'list of other things': 'other lists',
} as const
