import { ARRAY_OF, isText, widthOf, type NumberData, type Tensor } from './tensor.js'

/** The rows of a tensor at `rows`, copied. */
export function takeTensorRows(tensor: Tensor, rows: Uint32Array): Tensor {
  const width = widthOf(tensor)
  const shape = [rows.length, ...tensor.shape.slice(1)]
  if (isText(tensor.data)) {
    const texts = tensor.data
    return { ...tensor, shape, data: Array.from(rows, (row) => texts.slice(row * width, (row + 1) * width)).flat() }
  }
  const data = emptyData(tensor, rows.length * width)
  for (let at = 0; at < rows.length; at++) copyRow(tensor.data, rows[at]!, data, at, width)
  return { ...tensor, shape, data }
}

/** A tensor of as many rows, to be laid out row by row in any order; the first part tells its type and the shape of a case. */
export class TensorRows {
  readonly #first: Tensor
  readonly #rows: number
  readonly #numbers: NumberData | null
  readonly #texts: string[]

  constructor(first: Tensor, rows: number) {
    const width = widthOf(first)
    this.#first = first
    this.#rows = rows
    this.#numbers = isText(first.data) ? null : emptyData(first, rows * width)
    this.#texts = isText(first.data) ? Array.from({ length: rows * width }, () => '') : []
  }

  /** Row i of the part becomes row `rows[i]`; false where it is of another shape than the first. */
  lay(part: Tensor, rows: Uint32Array): boolean {
    if (part.shape.slice(1).join() !== this.#first.shape.slice(1).join()) return false
    const width = widthOf(part)
    for (let at = 0; at < rows.length; at++) {
      if (!isText(part.data)) copyRow(part.data, at, this.#numbers!, rows[at]!, width)
      else for (let i = 0; i < width; i++) this.#texts[rows[at]! * width + i] = part.data[at * width + i]!
    }
    return true
  }

  finish(): Tensor {
    return {
      ...this.#first,
      shape: [this.#rows, ...this.#first.shape.slice(1)],
      data: this.#numbers ?? this.#texts,
    }
  }
}

export function emptyData({ dtype }: Pick<Tensor, 'dtype'>, length: number): NumberData {
  if (dtype === 'utf8') throw new Error('bug: texts are no numbers')
  return new ARRAY_OF[dtype](length)
}

/** Row `from` of one array to row `to` of another, of the same type. */
export function copyRow(source: NumberData, from: number, target: NumberData, to: number, width: number): void {
  target.set(source.subarray(from * width, (from + 1) * width) as never, to * width)
}
