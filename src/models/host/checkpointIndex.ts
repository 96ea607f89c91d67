import { readFields, textOf } from './wire.js'

/** Where one tensor of a checkpoint stands. */
export interface CheckpointEntry {
  readonly name: string
  /** TensorFlow's number of the type. */
  readonly type: number
  readonly shape: readonly number[]
  readonly shard: number
  readonly offset: number
  readonly bytes: number
  /** Whether it is written in slices, under names of their own. */
  readonly sliced: boolean
}

export interface CheckpointIndex {
  readonly shards: number
  readonly entries: readonly CheckpointEntry[]
}

const FOOTER = 48
const MAGIC = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]
const UNCOMPRESSED = 0

// Field numbers of tensor_bundle.proto and tensor_shape.proto.
const HEADER = { shards: 1, endianness: 2 }
const ENTRY = { type: 1, shape: 2, shard: 3, offset: 4, size: 5, slices: 7 }
const SHAPE = { dimensions: 2 }
const DIMENSION = { size: 1 }

/**
 * Reads `variables.index` of a SavedModel: a table of LevelDB's format, sorted by name, of one message a tensor. RangeError where it is not one; null
 * where it is written in a way that is not read here (compressed, or for machines of the other byte order).
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/tensor_bundle/tensor_bundle.h
 * @see https://github.com/google/leveldb/blob/main/doc/table_format.md
 */
export function readCheckpointIndex(file: Uint8Array): CheckpointIndex | null {
  const footer = file.subarray(file.length - FOOTER)
  if (footer.length < FOOTER || MAGIC.some((byte, i) => footer[FOOTER - MAGIC.length + i] !== byte))
    throw new RangeError('no table')
  const at = new Cursor(footer)
  at.handle()
  const index = readBlock(file, at.handle())
  if (index === null) return null
  const entries: CheckpointEntry[] = []
  let shards = 1
  for (const { value } of index) {
    const block = readBlock(file, new Cursor(value).handle())
    if (block === null) return null
    for (const { key, value: message } of block) {
      if (key !== '') entries.push(readEntry(key, message))
      else {
        const fields = [...readFields(message)]
        if (fields.some(({ number, value: order }) => number === HEADER.endianness && order !== 0)) return null
        shards = Number(fields.find(({ number }) => number === HEADER.shards)?.value ?? 1)
      }
    }
  }
  return { shards, entries }
}

function readEntry(name: string, message: Uint8Array): CheckpointEntry {
  const fields = [...readFields(message)]
  const number = (wanted: number): number => Number(fields.find((field) => field.number === wanted)?.value ?? 0)
  const shape = fields.find((field) => field.number === ENTRY.shape)?.value ?? new Uint8Array(0)
  return {
    name,
    type: number(ENTRY.type),
    shape: typeof shape === 'number' ? [] : messagesIn(shape, SHAPE.dimensions).map(lengthOf),
    shard: number(ENTRY.shard),
    offset: number(ENTRY.offset),
    bytes: number(ENTRY.size),
    sliced: fields.some((field) => field.number === ENTRY.slices),
  }
}

function messagesIn(message: Uint8Array, wanted: number): Uint8Array[] {
  return [...readFields(message)].flatMap(({ number, value }) =>
    number === wanted && typeof value !== 'number' ? [value] : [],
  )
}

function lengthOf(dimension: Uint8Array): number {
  return Number([...readFields(dimension)].find(({ number }) => number === DIMENSION.size)?.value ?? 0)
}

interface Handle {
  readonly offset: number
  readonly size: number
}

interface Row {
  readonly key: string
  readonly value: Uint8Array
}

/** Each key repeats so many bytes of the one before. At the end: places where keys stand whole, and their number, which nobody needs to read on. */
function readBlock(file: Uint8Array, { offset, size }: Handle): readonly Row[] | null {
  if (offset + size >= file.length) throw new RangeError('a block ends behind the file')
  if (file[offset + size] !== UNCOMPRESSED) return null
  const block = file.subarray(offset, offset + size)
  const restarts = new DataView(block.buffer, block.byteOffset, block.length).getUint32(size - 4, true)
  const end = size - 4 - 4 * restarts
  if (end < 0) throw new RangeError('a block is shorter than its list of restarts')
  const at = new Cursor(block)
  const rows: Row[] = []
  let key: Uint8Array = new Uint8Array(0)
  while (at.place < end) {
    const [shared, own, length] = [at.varint(), at.varint(), at.varint()]
    if (shared > key.length) throw new RangeError('a key repeats more than there was')
    key = Buffer.concat([key.subarray(0, shared), at.take(own)])
    rows.push({ key: textOf(key), value: at.take(length) })
  }
  return rows
}

class Cursor {
  place = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  varint(): number {
    let value = 0
    for (let factor = 1; factor < 2 ** 63; factor *= 128) {
      const byte = this.#bytes[this.place++]
      if (byte === undefined) throw new RangeError('a number ends early')
      value += (byte % 128) * factor
      if (byte < 128) return value
    }
    throw new RangeError('a number does not end')
  }

  take(count: number): Uint8Array {
    if (this.place + count > this.#bytes.length) throw new RangeError('a row ends early')
    this.place += count
    return this.#bytes.subarray(this.place - count, this.place)
  }

  handle(): Handle {
    return { offset: this.varint(), size: this.varint() }
  }
}
