import type { CsvError } from 'csv-parse/sync'
import { RecetteError } from '../../core/errors.js'
import { quoteYaml } from '../errors.js'
import type { LineDialect } from './dialect.js'

export function raggedLine(shown: string, line: number, found: number, expected: number, text: string): RecetteError {
  return new RecetteError(
    'CSV_RAGGED_LINE',
    `${shown}, line ${line} has ${count(found, 'field')}, the header has ${expected}: ${excerpt(text)}`,
    found > expected
      ? 'Put quotes around a field that holds the delimiter, or declare the right one in the card (csv: { delimiter: ... }).'
      : 'Complete the line (an empty field is a missing value), or remove it.',
    { at: { file: shown, line } },
  )
}

/** A quote where none can stand, or one that is never closed. */
export function stray(
  shown: string,
  error: CsvError,
  text: string,
  dialect: LineDialect,
  firstLine: number,
): RecetteError {
  const bytes = Number(error['bytes'] ?? 0)
  const before = Buffer.from(text).subarray(0, bytes).toString()
  const rest = text.slice(before.length)
  const skipped = before.length + /^[\r\n]*/.exec(rest)![0].length
  const line = firstLine + text.slice(0, skipped).split(dialect.newline).length - 1
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED'
  const content = text.slice(text.lastIndexOf(dialect.newline, skipped - 1) + 1).split(dialect.newline)[0]!
  return new RecetteError(
    unclosed ? 'CSV_UNCLOSED_QUOTE' : 'CSV_STRAY_QUOTE',
    unclosed
      ? `${shown}, line ${line}: a quote (${dialect.quote}) is opened and never closed: ${excerpt(content)}`
      : `${shown}, line ${line}: a quote (${dialect.quote}) stands within a field that is not enclosed in quotes, or text follows a closing one: ${excerpt(content)}`,
    `Enclose the whole field in quotes and double those within it; or declare another quote in the card (csv: { quote: "'" }).`,
    { at: { file: shown, line } },
  )
}

export interface BadCell {
  readonly shown: string
  readonly column: string
  readonly line: number
  /** 1-based place in the line, where known. */
  readonly at: number | undefined
  readonly text: string
  readonly expected: string
  /** The type was inferred, not declared. */
  readonly inferred: boolean
  readonly reason?: string
}

export function badCell(cell: BadCell): RecetteError {
  const why = cell.inferred
    ? `the column was taken for ${cell.expected} by its first rows`
    : `the card declares ${cell.expected}`
  return new RecetteError(
    'CSV_BAD_CELL',
    `${cell.shown}, line ${cell.line}, column "${cell.column}": found ${excerpt(cell.text)}${cell.reason === undefined ? '' : ` (${cell.reason})`}, but ${why}.`,
    `Fix the cell (leave it empty if the value is missing), or declare the column as text in the card: columns: [{ name: ${quoteYaml(cell.column)}, type: utf8 }].`,
    { at: { file: cell.shown, line: cell.line, ...(cell.at === undefined ? {} : { column: cell.at }) } },
  )
}

/** At most 60 characters, on one line, in quotes. */
export function excerpt(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text
  return JSON.stringify(short)
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
