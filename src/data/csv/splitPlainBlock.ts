import type { LineDialect } from './dialect.js'
import { raggedLine } from './csvErrors.js'
import type { CsvBlock } from './csvBlock.js'

const CR = 13

/** Cuts lines that hold no quote. Blank lines are no records. */
export function splitPlainBlock(
  text: string,
  dialect: LineDialect,
  width: number,
  firstLine: number,
  shown: string,
): CsvBlock {
  const delimiter = dialect.delimiter.charCodeAt(0)
  const newline = dialect.newline.charCodeAt(0)
  let bounds = new Uint32Array(1 << 12)
  let filled = 0
  let line = firstLine
  let fieldStart = 0
  let rowStart = 0
  const lines: number[] = []
  let blankLines = 0
  const length = text.length
  for (let at = 0; at <= length; at++) {
    const code = at < length ? text.charCodeAt(at) : newline
    if (code !== delimiter && code !== newline) continue
    if (filled + 2 > bounds.length) bounds = grow(bounds)
    const end = code === newline && at > fieldStart && text.charCodeAt(at - 1) === CR ? at - 1 : at
    bounds[filled++] = fieldStart
    bounds[filled++] = end
    fieldStart = at + 1
    if (code === delimiter) continue
    const fields = (filled - rowStart) / 2
    if (fields === 1 && bounds[rowStart] === end) {
      filled = rowStart
      if (at < length) blankLines++
    } else {
      if (fields !== width) throw raggedLine(shown, line, fields, width, text.slice(bounds[rowStart], end))
      lines.push(line)
      rowStart = filled
    }
    line++
  }
  return {
    rows: filled / 2 / width,
    text,
    bounds,
    lines: blankLines === 0 ? firstLine : Int32Array.from(lines),
    width,
    verbatim: true,
  }
}

function grow(bounds: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(bounds.length * 2)
  larger.set(bounds)
  return larger
}
