import type { CsvBlock } from './csvBlock.js'

/** Which line each row that has been read stands on. A few bytes a block, unless records run over several lines. */
export class LineIndex {
  readonly #starts: number[] = []
  readonly #lines: (number | Int32Array)[] = []
  #rows = 0

  /** The records of `block` are rows `start` and following; a second pass over the file adds nothing. */
  add(block: CsvBlock, start: number): void {
    if (start < this.#rows) return
    this.#starts.push(start)
    this.#lines.push(block.lines)
    this.#rows = start + block.rows
  }

  /** 1-based; undefined for a row not read yet. */
  lineOf(row: number): number | undefined {
    if (row < 0 || row >= this.#rows) return undefined
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= row) low = middle
      else high = middle - 1
    }
    return lineAt(this.#lines[low]!, row - this.#starts[low]!)
  }
}

export function lineAt(lines: CsvBlock['lines'], index: number): number {
  return typeof lines === 'number' ? lines + index : lines[index]!
}
