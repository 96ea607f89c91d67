import { parse } from 'csv-parse/sync'
import type { CsvDialect } from '../../core/spec.js'

/** How the lines of a CSV file are cut. */
export interface LineDialect {
  readonly delimiter: string
  readonly quote: string
  /** LF stands for LF and CR LF alike; a lone CR ends lines in files of old Macs. */
  readonly newline: '\n' | '\r'
}

const DELIMITERS = [',', ';', '\t', '|']
const SAMPLE_RECORDS = 200

/**
 * The delimiter that cuts most of the sample's records into as many fields as the header has; between equals the one that
 * makes more fields. A file that none of them cuts has one column.
 */
export function detectDialect(sample: string, declared: CsvDialect): LineDialect {
  const newline = !sample.includes('\n') && sample.includes('\r') ? '\r' : '\n'
  const quotes = declared.quote === undefined ? quoteCandidates(sample) : [declared.quote]
  const delimiters = declared.delimiter === undefined ? DELIMITERS : [declared.delimiter]
  let best = { delimiter: delimiters[0]!, quote: quotes[0]!, share: -1, width: 1 }
  for (const quote of quotes) {
    for (const delimiter of delimiters) {
      const { share, width } = regularity(sample, { delimiter, quote, newline })
      if (width === 1 && delimiters.length > 1) continue
      if (share > best.share || (share === best.share && width > best.width)) best = { delimiter, quote, share, width }
    }
  }
  return { delimiter: best.delimiter, quote: best.quote, newline }
}

/** The apostrophe only where it encloses a field and no double quote does: in French it is a letter's neighbour. */
function quoteCandidates(sample: string): string[] {
  const encloses = (quote: string) =>
    new RegExp(`(^|[,;\\t|\\r\\n])${quote}[^${quote}]*${quote}($|[,;\\t|\\r\\n])`).test(sample)
  return !encloses('"') && encloses("'") ? ["'"] : ['"']
}

/** Share of the records that have as many fields as the first one, and how many that is. */
function regularity(sample: string, dialect: LineDialect): { share: number; width: number } {
  const records = parseRecords(sample, dialect, { to: SAMPLE_RECORDS, relax_quotes: true }).filter(
    (record) => record.length > 1 || record[0] !== '',
  )
  // The last record may be cut short where the sample ends.
  if (records.length > 2 && records.length < SAMPLE_RECORDS) records.pop()
  const width = records[0]?.length ?? 1
  const regular = records.filter((record) => record.length === width).length
  return { share: records.length === 0 ? 0 : regular / records.length, width }
}

/** The first record: the column names. An unclosed quote in it throws. */
export function readHeader(sample: string, dialect: LineDialect): string[] {
  const filled = sample.replace(/^[\r\n]+/, '')
  return parseRecords(filled, dialect, { to: 1 })[0] ?? []
}

function parseRecords(text: string, dialect: LineDialect, options: { to: number; relax_quotes?: boolean }): string[][] {
  try {
    return parse(text, { ...csvParseOptions(dialect), ...options })
  } catch (error) {
    // A quote that is open where the sample ends: all but the last record count.
    if (options.relax_quotes !== true) throw error
    const cut = text.lastIndexOf(dialect.quote)
    return cut <= 0
      ? []
      : parseRecords(text.slice(0, text.lastIndexOf(dialect.newline, cut) + 1 || 0), dialect, options)
  }
}

/** What csv-parse is told for every file: no conversions, no objects, and fields counted by us. */
export function csvParseOptions(dialect: LineDialect) {
  return {
    bom: false,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.quote,
    record_delimiter: dialect.newline === '\r' ? ['\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: false,
  }
}
