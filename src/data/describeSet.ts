import type { Column, Field } from '../core/batch.js'
import { isInteger } from '../core/dtype.js'
import type { StoredSet } from './openSet.js'

/** What a set holds, for `recette inspect`. */
export interface SetDescription {
  readonly rows: number
  readonly columns: readonly ColumnDescription[]
}

export interface ColumnDescription {
  readonly field: Field
  readonly missing: number
  /** Smallest and largest number; null if there is none, for other kinds, and for personal data. */
  readonly range: readonly [low: number, high: number] | null
  /** Different values of text and booleans, and of whole numbers where they are few, as labels are; null for others. */
  readonly distinct: number | null
  /** The most frequent of those values with their counts; empty where there are none, and for personal data. */
  readonly top: readonly (readonly [value: string, count: number])[]
}

const TOP = 5
/** More different whole numbers than this are quantities rather than labels. */
const FEW = 20

/** Reads the set once. Values of columns that the card calls personal are counted and never shown. */
export async function describeSet(set: StoredSet, signal?: AbortSignal): Promise<SetDescription> {
  const tallies = set.fields.map((field) => new Tally(field))
  let rows = 0
  for await (const batch of set.batches(signal === undefined ? {} : { signal })) {
    rows += batch.rows
    for (const [index, column] of batch.columns.entries()) tallies[index]!.add(column, batch.rows)
  }
  return { rows, columns: tallies.map((tally) => tally.describe()) }
}

class Tally {
  readonly #field: Field
  #missing = 0
  #low = Infinity
  #high = -Infinity
  /** By code of the dictionary, or by 0 and 1. */
  #counts: number[] = []
  #values: readonly string[] = []
  /** Whole numbers and how often they came; null as soon as they are many. */
  #few: Map<number, number> | null

  constructor(field: Field) {
    this.#field = field
    const { kind, type } = field
    const isWhole = kind === 'number' && type !== 'date32' && type !== 'timestamp' && isInteger(type)
    this.#few = isWhole ? new Map() : null
  }

  add(column: Column, rows: number): void {
    if (column.valid !== null) for (let i = 0; i < rows; i++) this.#missing += 1 - column.valid[i]!
    switch (column.kind) {
      case 'number':
        return this.#addNumbers(column.values)
      case 'text':
        this.#values = column.dictionary
        return this.#count(column.codes, null)
      case 'bool':
        this.#values = ['false', 'true']
        return this.#count(column.values, column.valid)
      case 'tensor':
        return column.dictionary === undefined ? this.#addNumbers(column.values) : undefined
      case 'bytes':
        return undefined
    }
  }

  /** NaN, which is missing, is neither smaller nor larger than anything. */
  #addNumbers(values: Float64Array | Float32Array): void {
    for (const value of values) {
      if (value < this.#low) this.#low = value
      if (value > this.#high) this.#high = value
    }
    this.#countFew(values)
  }

  #countFew(values: Float64Array | Float32Array): void {
    for (const value of values) {
      if (this.#few === null) return
      if (Number.isNaN(value)) continue
      this.#few.set(value, (this.#few.get(value) ?? 0) + 1)
      if (this.#few.size > FEW) this.#few = null
    }
  }

  #count(codes: Int32Array | Uint8Array, valid: Uint8Array | null): void {
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!
      if (code >= 0 && (valid === null || valid[i] === 1)) this.#counts[code] = (this.#counts[code] ?? 0) + 1
    }
  }

  describe(): ColumnDescription {
    const isPersonal = this.#field.personal === true
    const isCounted = this.#field.kind === 'text' || this.#field.kind === 'bool'
    const counted =
      this.#few === null
        ? [...this.#counts.entries()].flatMap(([code, count]) =>
            count === undefined ? [] : [[this.#values[code]!, count] as const],
          )
        : [...this.#few].map(([value, count]) => [String(value), count] as const)
    const top = counted.toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1)).slice(0, TOP)
    return {
      field: this.#field,
      missing: this.#missing,
      range: isPersonal || this.#low > this.#high ? null : [this.#low, this.#high],
      distinct: isCounted || this.#few !== null ? counted.length : null,
      top: isPersonal ? [] : top,
    }
  }
}
