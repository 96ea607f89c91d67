import type { Fill } from '../assembleBatches.js'
import type { BoolWriter, ColumnWriter, NumberWriter, TextWriter } from '../columnWriters.js'
import { UNSAFE_INTEGER } from '../errors.js'
import { badCell } from './csvErrors.js'
import { lineAt } from './lineIndex.js'
import { infinity, isMissing } from './missing.js'
import { parseDecimal } from './parseDecimal.js'
import type { CsvBlock } from './csvBlock.js'
import type { DateReader } from './readDate.js'

/** One column of a CSV file as it is to be read. */
export interface CsvColumn {
  readonly name: string
  /** Place of the field in its record, 0-based. */
  readonly index: number
  readonly dates: DateReader | null
  /** The type was inferred from the first rows, not declared. */
  readonly inferred: boolean
}

/** Copies one field of each record to `writer`, read as its type; throws at the first that cannot be. */
export function fillCsv(writer: ColumnWriter, column: CsvColumn, decimal: string, shown: string): Fill<CsvBlock> {
  const refuse = (block: CsvBlock, row: number, text: string, expected: string, reason?: string) => {
    const start = block.bounds[(row * block.width + column.index) * 2]!
    return badCell({
      shown,
      column: column.name,
      line: lineAt(block.lines, row),
      at: block.verbatim ? start - block.text.lastIndexOf('\n', start - 1) : undefined,
      text,
      expected,
      inferred: column.inferred,
      ...(reason === undefined ? {} : { reason }),
    })
  }
  switch (writer.kind) {
    case 'number':
      return fillNumbers(writer, column, decimal, refuse)
    case 'bool':
      return fillBools(writer, column, refuse)
    case 'text':
      return column.dates === null ? fillTexts(writer, column) : fillDates(writer, column, column.dates, refuse)
    case 'tensor':
    case 'bytes':
      throw new Error(`bug: CSV has no ${writer.kind} columns ("${column.name}")`)
  }
}

type Refuse = (block: CsvBlock, row: number, text: string, expected: string, reason?: string) => Error

function fillNumbers(writer: NumberWriter, column: CsvColumn, decimal: string, refuse: Refuse): Fill<CsvBlock> {
  const mark = decimal.charCodeAt(0)
  const { inferred } = column
  // Who declares a float has said that the last digits do not matter.
  const isWhole = inferred || writer.field.type.includes('int')
  return (block, from, count, at) => {
    const { text, bounds } = block
    const { values } = writer
    const stride = block.width * 2
    let bound = from * stride + column.index * 2
    for (let i = 0; i < count; i++, bound += stride) {
      const start = bounds[bound]!
      const end = bounds[bound + 1]!
      if (start === end) {
        writer.miss(at + i)
        continue
      }
      const value = parseDecimal(text, start, end, mark)
      const isSafe = value < UNSAFE_INTEGER && value > -UNSAFE_INTEGER
      if (isSafe && !(inferred && end - start > 1 && startsLikeCode(text, start, end))) values[at + i] = value
      else readOddNumber(block, from + i, start, end, value, at + i)
    }
  }

  /** Missing words, spaces, infinities, very large numbers, codes, and what is no number at all. */
  function readOddNumber(block: CsvBlock, row: number, start: number, end: number, value: number, at: number): void {
    const cell = block.text.slice(start, end)
    const trimmed = cell.trim()
    if (isMissing(trimmed)) return writer.miss(at)
    const number = Number.isNaN(value) ? (infinity(trimmed) ?? parseDecimal(trimmed, 0, trimmed.length, mark)) : value
    if (Number.isNaN(number)) throw refuse(block, row, cell, 'numbers', otherMark(trimmed))
    if (isWhole && Math.abs(number) >= UNSAFE_INTEGER && /^[+-]?\d+$/.test(trimmed))
      throw refuse(block, row, cell, 'numbers', 'a whole number beyond 2^53, where numbers can no longer be told apart')
    if (inferred && /^[+-]?0\d/.test(trimmed))
      throw refuse(block, row, cell, 'numbers', 'a leading zero, as codes have')
    writer.values[at] = number
  }

  function otherMark(text: string): string | undefined {
    const other = decimal === '.' ? ',' : '.'
    if (Number.isNaN(parseDecimal(text, 0, text.length, other.charCodeAt(0)))) return undefined
    return `the decimal mark here is "${decimal}"; the card can declare another: csv: { decimal: "${other}" }`
  }
}

/** `007`, `-01`: a zero and then another digit. */
function startsLikeCode(text: string, start: number, end: number): boolean {
  let at = start
  let code = text.charCodeAt(at)
  if (code === 45 || code === 43) code = text.charCodeAt(++at)
  if (code !== 48 || at + 1 >= end) return false
  const next = text.charCodeAt(at + 1)
  return next >= 48 && next <= 57
}

function fillBools(writer: BoolWriter, column: CsvColumn, refuse: Refuse): Fill<CsvBlock> {
  return (block, from, count, at) => {
    for (let i = 0; i < count; i++) {
      const cell = cellOf(block, from + i, column.index)
      const word = cell.trim().toLowerCase()
      if (word === 'true') writer.values[at + i] = 1
      else if (word === 'false') writer.values[at + i] = 0
      else if (isMissing(cell)) writer.miss(at + i)
      else throw refuse(block, from + i, cell, 'true or false')
    }
  }
}

function fillTexts(writer: TextWriter, column: CsvColumn): Fill<CsvBlock> {
  return (block, from, count, at) => {
    const { text, bounds } = block
    const stride = block.width * 2
    let bound = from * stride + column.index * 2
    for (let i = 0; i < count; i++, bound += stride) writer.write(at + i, text.slice(bounds[bound], bounds[bound + 1]))
  }
}

/** Dates repeat: each spelling is read once. */
function fillDates(writer: TextWriter, column: CsvColumn, dates: DateReader, refuse: Refuse): Fill<CsvBlock> {
  const codeOf = new Map<string, number>()
  return (block, from, count, at) => {
    for (let i = 0; i < count; i++) {
      const cell = cellOf(block, from + i, column.index)
      let code = codeOf.get(cell)
      if (code === undefined) {
        const iso = isMissing(cell) ? '' : dates.read(cell.trim())
        if (iso === null) throw refuse(block, from + i, cell, `dates written ${dates.format}`)
        code = writer.codeOf(iso)
        codeOf.set(Buffer.from(cell).toString(), code)
      }
      writer.writeCode(at + i, code)
    }
  }
}

function cellOf(block: CsvBlock, row: number, index: number): string {
  const bound = (row * block.width + index) * 2
  return block.text.slice(block.bounds[bound], block.bounds[bound + 1])
}
