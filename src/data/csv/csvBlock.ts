import type { Chunk } from '../assembleBatches.js'
import type { LineDialect } from './dialect.js'

/** Some whole records of a CSV file. */
export interface CsvBlock extends Chunk {
  readonly text: string
  /** Where each field starts and ends in `text`: two numbers a field, row by row. Valid until the next block is asked for. */
  readonly bounds: Uint32Array
  /** 1-based line of each record, or of the first one when each record stands on a line of its own. */
  readonly lines: number | Int32Array
  /** Fields of a record. */
  readonly width: number
  /** `text` is the text of the file, so that a place in it is a place in the file. */
  readonly verbatim: boolean
}

export function countLines(text: string, { newline }: LineDialect): number {
  let lines = 0
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines++
  return lines
}
