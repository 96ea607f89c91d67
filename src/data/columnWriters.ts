import type { BoolColumn, BytesColumn, Column, Field, NumberColumn, TensorColumn, TextColumn } from '../core/batch.js'
import { size } from '../core/batch.js'

/** Where a value stands in the set: lets an error name its row. */
export interface CellPlace {
  readonly field: Field
  /** 0-based row of the set. */
  readonly row: number
}

/**
 * Collects one column of one batch. Readers write straight into `values` (or `codes`) at the row of the batch, then `finish`
 * hands the arrays over and starts new ones, so that a batch stays valid after the next one has begun.
 */
interface ColumnWriterBase {
  readonly field: Field
  /** Marks a row of the batch as missing, in `values` too. */
  miss(at: number): void
  /** The column of a batch of `rows` rows. */
  finish(rows: number): Column
}

export type ColumnWriter = NumberWriter | TextWriter | BoolWriter | TensorWriter | BytesWriter

export function columnWriter(field: Field, capacity: number): ColumnWriter {
  switch (field.kind) {
    case 'number':
      return new NumberWriter(field, capacity)
    case 'text':
      return new TextWriter(field, capacity)
    case 'bool':
      return new BoolWriter(field, capacity)
    case 'tensor':
      return new TensorWriter(field, capacity)
    case 'bytes':
      return new BytesWriter(field)
  }
}

/** The valid mask is made at the first missing row: most columns never need one. */
class ValidMask {
  mask: Uint8Array | null = null
  readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  miss(at: number): void {
    this.mask ??= new Uint8Array(this.capacity).fill(1)
    this.mask[at] = 0
  }

  finish(rows: number): Uint8Array | null {
    const mask = this.mask === null ? null : this.mask.slice(0, rows)
    this.mask = null
    return mask
  }
}

export class NumberWriter implements ColumnWriterBase {
  readonly kind = 'number'
  readonly field: Field
  readonly #valid: ValidMask
  #values: Float64Array | null = null
  /** A whole batch handed in without a copy. */
  #whole: Float64Array | null = null

  constructor(field: Field, capacity: number) {
    this.field = field
    this.#valid = new ValidMask(capacity)
  }

  get values(): Float64Array {
    if (this.#values === null) {
      this.#values = new Float64Array(this.#valid.capacity)
      if (this.#whole !== null) this.#values.set(this.#whole)
      this.#whole = null
    }
    return this.#values
  }

  /** Takes `values` as the first rows of the batch, without a copy if nothing follows. They must not change later. */
  borrow(values: Float64Array): void {
    this.#whole = values
  }

  miss(at: number): void {
    this.values[at] = NaN
    this.#valid.miss(at)
  }

  finish(rows: number): NumberColumn {
    const values = this.#whole ?? (rows === this.#valid.capacity ? this.values : this.values.slice(0, rows))
    if (values.length !== rows) throw new Error(`bug: ${values.length} values in a batch of ${rows} rows`)
    this.#values = this.#whole = null
    return { kind: 'number', name: this.field.name, valid: this.#valid.finish(rows), values }
  }
}

export class TextWriter implements ColumnWriterBase {
  readonly kind = 'text'
  readonly field: Field
  readonly #capacity: number
  readonly #valid: ValidMask
  readonly #dictionary: string[] = []
  readonly #codeOf = new Map<string, number>()
  codes: Int32Array

  constructor(field: Field, capacity: number) {
    this.field = field
    this.#capacity = capacity
    this.#valid = new ValidMask(capacity)
    this.codes = new Int32Array(capacity)
  }

  get dictionary(): readonly string[] {
    return this.#dictionary
  }

  /**
   * The code of a text; -1 for the empty one. An empty text is missing in every format, because CSV cannot tell the two apart
   * and the same table must be the same batch.
   */
  codeOf(text: string): number {
    const known = this.#codeOf.get(text)
    if (known !== undefined) return known
    if (text === '') return -1
    // A slice of a large string keeps all of it in memory: store a copy of its own.
    const own = text.length > 12 ? Buffer.from(text, 'utf16le').toString('utf16le') : text
    const code = this.#dictionary.length
    this.#dictionary.push(own)
    this.#codeOf.set(own, code)
    return code
  }

  write(at: number, text: string): void {
    this.writeCode(at, this.codeOf(text))
  }

  writeCode(at: number, code: number): void {
    this.codes[at] = code
    if (code < 0) this.#valid.miss(at)
  }

  miss(at: number): void {
    this.writeCode(at, -1)
  }

  finish(rows: number): TextColumn {
    const codes = rows === this.#capacity ? this.codes : this.codes.slice(0, rows)
    this.codes = new Int32Array(this.#capacity)
    return { kind: 'text', name: this.field.name, valid: this.#valid.finish(rows), codes, dictionary: this.#dictionary }
  }
}

export class BoolWriter implements ColumnWriterBase {
  readonly kind = 'bool'
  readonly field: Field
  readonly #capacity: number
  readonly #valid: ValidMask
  values: Uint8Array

  constructor(field: Field, capacity: number) {
    this.field = field
    this.#capacity = capacity
    this.#valid = new ValidMask(capacity)
    this.values = new Uint8Array(capacity)
  }

  miss(at: number): void {
    this.values[at] = 0
    this.#valid.miss(at)
  }

  finish(rows: number): BoolColumn {
    const values = this.values.slice(0, rows)
    this.values = new Uint8Array(this.#capacity)
    return { kind: 'bool', name: this.field.name, valid: this.#valid.finish(rows), values }
  }
}

export class TensorWriter implements ColumnWriterBase {
  readonly kind = 'tensor'
  readonly field: Field
  readonly shape: readonly number[]
  /** Numbers in one row. */
  readonly width: number
  readonly #capacity: number
  readonly #valid: ValidMask
  values: Float32Array | Float64Array
  /** Codes of the elements of a column of texts. */
  readonly texts: TextWriter | null

  constructor(field: Field, capacity: number) {
    this.field = field
    this.texts = field.type === 'utf8' ? new TextWriter(field, 0) : null
    this.shape = field.shape ?? []
    this.width = size(this.shape)
    this.#capacity = capacity
    this.#valid = new ValidMask(capacity)
    this.values = this.#fresh(capacity)
  }

  #fresh(rows: number): Float32Array | Float64Array {
    return isWide(this.field) ? new Float64Array(rows * this.width) : new Float32Array(rows * this.width)
  }

  miss(at: number): void {
    this.values.fill(NaN, at * this.width, (at + 1) * this.width)
    this.#valid.miss(at)
  }

  finish(rows: number): TensorColumn {
    const values = rows === this.#capacity ? this.values : this.values.slice(0, rows * this.width)
    this.values = this.#fresh(this.#capacity)
    const column = { kind: 'tensor' as const, name: this.field.name, shape: this.shape, values }
    const dictionary = this.texts === null ? {} : { dictionary: this.texts.dictionary }
    return { ...column, valid: this.#valid.finish(rows), ...dictionary }
  }
}

/** Each row's bytes are a copy: what a reader hands over is gone with its chunk. */
export class BytesWriter implements ColumnWriterBase {
  readonly kind = 'bytes'
  readonly field: Field
  #values: (Uint8Array | null)[] = []
  #missing = false

  constructor(field: Field) {
    this.field = field
  }

  write(at: number, bytes: Uint8Array): void {
    this.#values[at] = bytes.slice()
  }

  miss(at: number): void {
    this.#values[at] = null
    this.#missing = true
  }

  finish(rows: number): BytesColumn {
    const values = this.#values
    if (values.length !== rows) throw new Error(`bug: ${values.length} values in a batch of ${rows} rows`)
    const valid = this.#missing ? Uint8Array.from(values, (value) => (value === null ? 0 : 1)) : null
    this.#values = []
    this.#missing = false
    return { kind: 'bytes', name: this.field.name, valid, values }
  }
}

/** Whether the elements of a tensor column need 64 bits each: texts are codes, of which there can be more than float32 tells apart. */
export function isWide({ type }: Field): boolean {
  return type === 'float64' || type === 'utf8'
}
