import protobuf from 'protobufjs/minimal.js'

/** One field of a protocol buffers message, uninterpreted. */
export interface WireField {
  readonly number: number
  /** Varint as a (possibly rounded) number; else the payload's bytes. */
  readonly value: number | Uint8Array
  /** The field as it stands in the message, key included: what is not changed is copied. */
  readonly raw: Uint8Array
}

/**
 * The fields of a message, without a schema: enough to read a few names out of a model and to leave everything else, known
 * or not, as it is. Throws RangeError where the bytes end too early.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function* readFields(bytes: Uint8Array): Generator<WireField> {
  const reader = protobuf.Reader.create(bytes)
  while (reader.pos < reader.len) {
    const start = reader.pos
    const tag = reader.uint32()
    const value = readValue(reader, tag & 7, bytes)
    yield { number: tag >>> 3, value, raw: bytes.subarray(start, reader.pos) }
  }
}

function readValue(reader: protobuf.Reader, wireType: number, bytes: Uint8Array): number | Uint8Array {
  if (wireType === 0) return Number(reader.int64())
  if (wireType === 2) return readBytes(reader, bytes)
  const start = reader.pos
  reader.skipType(wireType)
  return bytes.subarray(start, reader.pos)
}

/** A view where the library would copy: weights can be gigabytes. */
function readBytes(reader: protobuf.Reader, bytes: Uint8Array): Uint8Array {
  const length = reader.uint32()
  const start = reader.pos
  reader.skip(length)
  return bytes.subarray(start, start + length)
}

/** A message with the given fields: raw ones as they are, [number, payload] ones length-delimited. */
export function writeMessage(fields: readonly (Uint8Array | readonly [number, Uint8Array])[]): Uint8Array {
  const parts = fields.flatMap((field) =>
    field instanceof Uint8Array ? [field] : [keyOf(field[0], field[1]), field[1]],
  )
  return Buffer.concat(parts)
}

export function varintField(number: number, value: number): Uint8Array {
  return protobuf.Writer.create()
    .uint32(number * 8)
    .int64(value)
    .finish()
}

export function textOf(value: number | Uint8Array): string {
  return typeof value === 'number' ? String(value) : Buffer.from(value).toString('utf8')
}

export function encodeText(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}

/** Repeated integers come packed or one by one. */
export function integersOf(value: number | Uint8Array): number[] {
  if (typeof value === 'number') return [value]
  const reader = protobuf.Reader.create(value)
  const integers: number[] = []
  while (reader.pos < reader.len) integers.push(Number(reader.int64()))
  return integers
}

function keyOf(number: number, payload: Uint8Array): Uint8Array {
  return protobuf.Writer.create()
    .uint32(number * 8 + 2)
    .uint32(payload.length)
    .finish()
}

/** Whether what was thrown says that the bytes are no message, or end in the middle of a field; anything else is a bug of ours. */
export function isBrokenWire(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && /wire type|index out of range/.test(error.message))
}
