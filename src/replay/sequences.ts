import { cellText, columnOf, type Batch, type Column } from '../core/batch.js'
import type { SequenceColumns } from '../core/sequence.js'
import { ModelRowError } from '../models/rowError.js'

/** Some rows of a batch, no two of one sequence, and the number of the sequence of each. */
export interface Wave {
  readonly rows: Uint32Array
  readonly sequences: Uint32Array
}

/**
 * The sequences of a set as far as it has been read: each has a number, and its cases come in order. A batch becomes waves: the first case of each
 * sequence in it, then the second of each, so that the cases of a wave can be asked at once and a case always comes after the one before.
 */
export class Sequences {
  readonly #columns: SequenceColumns
  readonly #numbers = new Map<string, number>()
  /** Place in the order of the last case of each sequence, and its row. */
  readonly #last: { place: number; row: number }[] = []

  constructor(columns: SequenceColumns) {
    this.#columns = columns
  }

  get count(): number {
    return this.#numbers.size
  }

  /** Throws at the first row that has no sequence, or that comes before a case which the set gave earlier. */
  waves(batch: Batch): readonly Wave[] {
    const group = columnOf(batch, this.#columns.group)
    const order = this.#columns.order === undefined ? null : columnOf(batch, this.#columns.order)
    const waves: { rows: number[]; sequences: number[] }[] = []
    const seen = new Map<number, number>()
    for (let row = 0; row < batch.rows; row++) {
      const number = this.#numberOf(group, row, batch.start)
      if (order !== null) this.#advance(number, order, row, batch.start)
      const depth = seen.get(number) ?? 0
      seen.set(number, depth + 1)
      const wave = (waves[depth] ??= { rows: [], sequences: [] })
      wave.rows.push(row)
      wave.sequences.push(number)
    }
    return waves.map(({ rows, sequences }) => ({
      rows: Uint32Array.from(rows),
      sequences: Uint32Array.from(sequences),
    }))
  }

  #numberOf(group: Column, row: number, start: number): number {
    const name = cellText(group, row)
    if (name === null)
      throw new ModelRowError(
        'SEQUENCE_MISSING',
        `Row ${start + row + 1} of the set has no value in column "${group.name}", so nobody can say which case comes before it.`,
        'Fill the value in, or leave the case out of the set; a case that stands alone is a sequence of its own, with a value of its own.',
        start + row,
      )
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.#numbers.size)
    return this.#numbers.size - 1
  }

  #advance(number: number, order: Column, at: number, start: number): void {
    const row = start + at
    const place = placeOf(order, at)
    if (Number.isNaN(place))
      throw new ModelRowError(
        'SEQUENCE_ORDER',
        `Row ${row + 1} of the set has no value in column "${order.name}", so its place in its sequence is not known.`,
        'Fill the value in, leave the case out of the set, or remove columns.order if the set stands in the right order.',
        row,
      )
    const last = this.#last[number]
    if (last !== undefined && place < last.place)
      throw new ModelRowError(
        'SEQUENCE_ORDER',
        `Row ${row + 1} of the set comes after row ${last.row + 1} of the same sequence, but its "${order.name}" is the earlier one.`,
        `Sort the set by "${order.name}" (sequences may stand one after the other or be mixed) and run again.`,
        row,
      )
    this.#last[number] = { place, row }
  }
}

/** A number, or the moment of a date (a local time counted as if it were UTC: only which is earlier matters). NaN where missing. */
function placeOf(column: Column, row: number): number {
  if (column.kind === 'number') return column.values[row]!
  const text = cellText(column, row)
  if (text === null) return NaN
  return Date.parse(text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text)
}
