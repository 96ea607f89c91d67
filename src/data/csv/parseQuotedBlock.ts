import { CsvError, parse } from 'csv-parse/sync'
import { csvParseOptions, type LineDialect } from './dialect.js'
import { raggedLine, stray } from './csvErrors.js'
import { countLines, type CsvBlock } from './csvBlock.js'

/** Reads records with quotes in them through csv-parse. Blank lines are no records. */
export function parseQuotedBlock(
  text: string,
  dialect: LineDialect,
  width: number,
  firstLine: number,
  shown: string,
): CsvBlock {
  const records = parseRecords(text, dialect, width, firstLine, shown)
  const bounds = new Uint32Array(records.length * width * 2)
  const lines = new Int32Array(records.length)
  const texts: string[] = []
  let line = firstLine
  let rows = 0
  let filled = 0
  let at = 0
  for (const record of records) {
    if (record !== null) {
      if (record.length !== width) throw raggedLine(shown, line, record.length, width, record.join(dialect.delimiter))
      for (const field of record) {
        bounds[filled++] = at
        bounds[filled++] = at += field.length
      }
      texts.push(record.join(''))
      lines[rows++] = line
    }
    line++
    for (const field of record ?? []) if (field.includes(dialect.newline)) line += countLines(field, dialect)
  }
  return { rows, text: texts.join(''), bounds, lines: lines.subarray(0, rows), width, verbatim: false }
}

/** The records, and a null for each blank line. */
function parseRecords(
  text: string,
  dialect: LineDialect,
  width: number,
  firstLine: number,
  shown: string,
): (string[] | null)[] {
  const options = csvParseOptions(dialect)
  try {
    if (width > 1)
      return parse(text, options).map((record) => (record.length === 1 && record[0] === '' ? null : record))
    // In a table of one column `""` is a missing value and a blank line is nothing: only the raw text tells them apart.
    // (The package's types leave out what `raw` does to its records.)
    const withRaw = parse(text, { ...options, raw: true }) as unknown as { record: string[]; raw: string }[]
    return withRaw.map(({ record, raw }) => (/^[\r\n]*$/.test(raw) ? null : record))
  } catch (error) {
    if (error instanceof CsvError) throw stray(shown, error, text, dialect, firstLine)
    throw error
  }
}
