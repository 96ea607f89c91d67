import { mixBits } from '../../stats/random.js'
import { sortOrder } from '../../stats/sortOrder.js'
import type { ColumnSample } from '../rowSample.js'

/** Rows of a sample, by their places in it. */
export interface HalvedRows {
  readonly train: Uint32Array
  readonly judge: Uint32Array
}

/**
 * At most `most` rows of a sample, each put into one half or the other by a coin. Both are decided by what a row holds and, among equal
 * rows, by how many of them came before: so neither the order of the rows nor of the batches shows, and yet every row's coin is its own.
 * (Were equal rows shared out evenly, one half would be a copy of the other, and what is learnt from noise would hold there too.)
 */
export function drawRows(columns: readonly ColumnSample[], most: number, seed: number): HalvedRows {
  const rows = columns[0]?.rows ?? 0
  const high = new Uint32Array(rows).fill(mixBits(seed))
  const low = new Uint32Array(rows).fill(mixBits(seed ^ 0x5bd1e995))
  columns.forEach((column, c) => addColumn(column, c, high, low))
  const contents = new Float64Array(rows)
  for (let i = 0; i < rows; i++) contents[i] = high[i]! * 2 ** 21 + (low[i]! >>> 11)
  const order = sortOrder(contents)
  const keys = new Float64Array(rows)
  const coins = new Uint8Array(rows)
  for (let place = 0, twin = 0; place < rows; place++) {
    const row = order[place]!
    twin = place > 0 && contents[order[place - 1]!] === contents[row] ? twin + 1 : 0
    const key = mixBits(low[row]! ^ mixBits(twin + 1))
    keys[row] = key * 2 ** 21 + (mixBits(high[row]! ^ twin) >>> 11)
    coins[row] = mixBits(key ^ high[row]!) & 1
  }
  const drawn = sortOrder(keys).subarray(0, most)
  return { train: drawn.filter((row) => coins[row] === 0), judge: drawn.filter((row) => coins[row] === 1) }
}

function addColumn({ kind, kept, names }: ColumnSample, place: number, high: Uint32Array, low: Uint32Array): void {
  // A category is known by its name: codes follow the order in which names came.
  const texts = kind === 'category' ? names.map(hashText) : []
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  for (let i = 0; i < high.length; i++) {
    const value = kept[i]!
    if (Number.isNaN(value)) words.fill(0x7ff80000)
    else if (kind === 'category') words.fill(texts[value]!)
    else number[0] = value + 0
    high[i] = mixBits(high[i]! ^ mixBits(words[0]! + place)) + words[1]!
    low[i] = mixBits(low[i]! + mixBits(words[1]! ^ place)) ^ words[0]!
  }
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
