import { RecetteError } from '../../core/errors.js'
import { countLines, type CsvBlock } from './csvBlock.js'
import type { LineDialect } from './dialect.js'
import { parseQuotedBlock } from './parseQuotedBlock.js'
import { splitPlainBlock } from './splitPlainBlock.js'

/** No record is longer: beyond it, a quote was opened and never closed. */
const LONGEST_RECORD = 1 << 24

/**
 * The records of a file, header included, in blocks of whole records. Where a block holds no quote a line is a record, and it is
 * cut right here, several times faster than csv-parse can; any block with a quote in it goes through csv-parse.
 */
export async function* readBlocks(
  pieces: AsyncIterable<string>,
  dialect: LineDialect,
  width: number,
  shown: string,
): AsyncGenerator<CsvBlock, void, undefined> {
  let open = ''
  let line = 1
  for await (const piece of pieces) {
    open += piece
    const end = endOfRecords(open, dialect)
    if (end > 0) {
      const text = open.slice(0, end)
      open = open.slice(end)
      yield readBlock(text, line)
      line += countLines(text, dialect)
    } else if (open.length > LONGEST_RECORD) throw endless(open, dialect, line, shown)
  }
  if (open !== '') yield readBlock(open, line)

  function readBlock(text: string, firstLine: number): CsvBlock {
    return text.includes(dialect.quote)
      ? parseQuotedBlock(text, dialect, width, firstLine, shown)
      : splitPlainBlock(text, dialect, width, firstLine, shown)
  }
}

/** Where the last whole record ends: after a line end outside quotes (an even number of quotes stands before it). */
function endOfRecords(text: string, { quote, newline }: LineDialect): number {
  let end = 0
  let from = 0
  for (;;) {
    const opening = text.indexOf(quote, from)
    const last = text.lastIndexOf(newline, opening < 0 ? text.length : opening)
    if (last >= from) end = last + 1
    if (opening < 0) return end
    const closing = text.indexOf(quote, opening + 1)
    if (closing < 0) return end
    from = closing + 1
  }
}

function endless(open: string, dialect: LineDialect, line: number, shown: string): RecetteError {
  const hasQuote = open.includes(dialect.quote)
  return new RecetteError(
    hasQuote ? 'CSV_UNCLOSED_QUOTE' : 'CSV_ENDLESS_LINE',
    `${shown}, line ${line}: the record that begins here does not end within 16 MiB${hasQuote ? `; a quote (${dialect.quote}) is opened and never closed` : ''}.`,
    hasQuote
      ? 'Close the quote, or double it if it is part of the text; or declare another quote in the card (csv: { quote: ... }).'
      : 'This does not look like lines of CSV: check the file and its extension.',
    { at: { file: shown, line } },
  )
}
