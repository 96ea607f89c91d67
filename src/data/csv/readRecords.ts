import type { FileRef } from '../../core/spec.js'
import type { CsvBlock } from './csvBlock.js'
import { decodeText, type Encoding } from './decodeText.js'
import type { LineDialect } from './dialect.js'
import { readBlocks } from './readBlocks.js'

/** How a CSV file is to be read, once its dialect, encoding and columns are known. */
export interface CsvLayout {
  readonly file: FileRef
  readonly encoding: Encoding
  readonly dialect: LineDialect
  readonly names: readonly string[]
}

/** The records behind the header, in blocks. */
export async function* readRecords(layout: CsvLayout): AsyncGenerator<CsvBlock, void, undefined> {
  const { file, encoding, dialect, names } = layout
  let isFirst = true
  for await (const block of readBlocks(decodeText(file, encoding), dialect, names.length, file.shown)) {
    if (block.rows === 0) continue
    yield isFirst ? withoutHeader(block) : block
    isFirst = false
  }
}

function withoutHeader(block: CsvBlock): CsvBlock {
  return {
    ...block,
    rows: block.rows - 1,
    bounds: block.bounds.subarray(block.width * 2),
    lines: typeof block.lines === 'number' ? block.lines + 1 : block.lines.subarray(1),
  }
}
