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

type Kind = 'number' | 'bool' | 'text' | 'list' | 'list of texts' | 'list of truth values' | 'other list'

interface Seen {
  readonly path: readonly string[]
  /** By kind, the first line that holds it. */
  readonly kinds: Map<Kind, number>
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

  /** `asText`: numbers are kept as they are written. `asList`: lists, of any length, are kept as JSON. */
  columns(
    asText: ReadonlySet<string>,
    asList: ReadonlySet<string>,
  ): { columns: readonly NdjsonColumn[]; ignored: ReadonlyMap<string, string> } {
    const columns: NdjsonColumn[] = []
    const ignored = new Map<string, string>()
    const names = new Map<string, number>()
    for (const [index, seen] of [...this.#seen.values()].entries()) {
      const name = seen.path.join('.')
      const first = names.get(name)
      if (first !== undefined) throw duplicateColumn(this.#shown, name, first, index, { file: this.#shown })
      names.set(name, index)
      const column = describe(seen, name, asText.has(name), asList.has(name))
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
  const kind = shape === null ? 'other list' : kindOfList(list)
  note(seen.kinds, kind, line)
  if (shape !== null) note(seen.shapes, shape.join(', '), line)
}

/** A list of nothing but null counts as one of numbers. */
function kindOfList(list: readonly unknown[]): Kind {
  const kinds = new Set((list.flat(Infinity) as unknown[]).map((item) => (item === null ? 'null' : typeof item)))
  kinds.delete('null')
  if (kinds.size > 1) return 'other list'
  const [kind = 'number'] = kinds
  if (kind === 'number') return 'list'
  return kind === 'string' ? 'list of texts' : kind === 'boolean' ? 'list of truth values' : 'other list'
}

function note<Key>(lines: Map<Key, number>, key: Key, line: number): void {
  if (!lines.has(key)) lines.set(key, line)
}

/** The shape of a list of any depth (null among the items is missing); null where it is uneven. */
function shapeOf(list: readonly unknown[]): readonly number[] | null {
  const inner = list.find((item) => item !== null)
  if (!Array.isArray(inner)) return list.some((item) => Array.isArray(item)) ? null : [list.length]
  const shape = shapeOf(inner)
  if (shape === null) return null
  const text = shape.join()
  const even = list.every((item) => Array.isArray(item) && shapeOf(item)?.join() === text)
  return even ? [list.length, ...shape] : null
}

/** The column, or why no batch can hold it. */
function describe(seen: Seen, name: string, asText: boolean, asList: boolean): NdjsonColumn | string {
  const { path, kinds, shapes, dates } = seen
  const column = (field: Omit<Field, 'name'>, reader: DateReader | null = null): NdjsonColumn => ({
    field: { name, ...field },
    path,
    dates: reader,
  })
  if (asList && [...kinds.keys()].every((kind) => LISTS.has(kind))) return column({ kind: 'text', type: 'utf8' })
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
    case 'other list':
      return `of lists that are uneven, or hold objects or values of several kinds (line ${line})`
    case 'list':
    case 'list of texts':
    case 'list of truth values': {
      if (shapes.size > 1)
        return `of lists of several shapes: ${[...shapes]
          .slice(0, 3)
          .map(([shape, at]) => `[${shape}] (line ${at})`)
          .join(', ')}`
      const shape = [...shapes.keys()][0]!.split(', ').map(Number)
      if (shape.includes(0)) return 'of empty lists'
      return column({ kind: 'tensor', type: ELEMENTS[kind], shape })
    }
  }
}

const LISTS: ReadonlySet<Kind> = new Set(['list', 'list of texts', 'list of truth values'])

const WORDS = {
  number: 'numbers',
  bool: 'true or false',
  text: 'texts',
  list: 'lists of numbers',
  'list of texts': 'lists of texts',
  'list of truth values': 'lists of true and false',
  'other list': 'other lists',
} as const

const ELEMENTS = { list: 'float64', 'list of texts': 'utf8', 'list of truth values': 'bool' } as const
