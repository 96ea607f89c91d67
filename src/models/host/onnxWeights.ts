import { open } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import type { WeightsReport } from '../../core/weights.js'
import { fromHalf } from '../half.js'
import { WeightTally, type StoredTensor } from './weightTally.js'
import { integersOf, isBrokenWire, readFields, textOf, type WireField } from './wire.js'

type Message = 'model' | 'graph' | 'function' | 'node' | 'attribute'

/** Where tensors stand in a model, by the field numbers of onnx.proto3. */
const PARTS: Readonly<Record<Message, Readonly<Record<number, Message | 'tensor'>>>> = {
  model: { 7: 'graph', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor' },
  function: { 7: 'node' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph' },
}
const TENSOR = { dims: 1, type: 2, floats: 4, ints: 5, longs: 7, raw: 9, doubles: 10, external: 13 }
/** `floats` of an attribute: thresholds and leaves of trees, coefficients of linear models. */
const ATTRIBUTE_FLOATS = 7

/** onnx.proto3's TensorProto.DataType. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'utf8',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  16: 'bfloat16',
}

/** Initializers, constants and number lists of a model; null where there are too many, or where a file beside it cannot be read. */
export async function onnxWeights(bytes: Uint8Array, path: string): Promise<WeightsReport | null> {
  const tally = new WeightTally()
  try {
    for await (const tensor of tensorsOf(bytes, 'model', dirname(path))) {
      if (tensor === null || !tally.add(tensor)) return null
    }
  } catch (error) {
    // onnxruntime has loaded it: a part that is written in a way of its own is no reason not to run it.
    if (isBrokenWire(error)) return null
    throw error
  }
  return tally.report()
}

async function* tensorsOf(bytes: Uint8Array, message: Message, folder: string): AsyncGenerator<StoredTensor | null> {
  const floats: Uint8Array[] = []
  for (const { number, value } of readFields(bytes)) {
    if (typeof value === 'number') continue
    if (message === 'attribute' && number === ATTRIBUTE_FLOATS) floats.push(value)
    const part = PARTS[message][number]
    if (part === 'tensor') yield await readTensor(value, folder)
    else if (part !== undefined) yield* tensorsOf(value, part, folder)
  }
  if (floats.length > 0) {
    const listed = Buffer.concat(floats)
    yield { dtype: 'float32', shape: [listed.length / 4], bytes: listed, floats: floatsOf('float32', listed) }
  }
}

async function readTensor(message: Uint8Array, folder: string): Promise<StoredTensor | null> {
  const fields = [...readFields(message)]
  const shape = fields.filter(({ number }) => number === TENSOR.dims).flatMap(({ value }) => integersOf(value))
  const code = fields.find(({ number }) => number === TENSOR.type)?.value
  const dtype = TYPES[Number(code)] ?? `type ${String(code)}`
  const external = fields.filter(({ number }) => number === TENSOR.external)
  const bytes = external.length > 0 ? await readExternal(external, folder) : contentOf(fields, dtype)
  return bytes === null ? null : { dtype, shape, bytes, floats: floatsOf(dtype, bytes) }
}

/** Raw bytes, or the typed list that older exporters write, brought to the same bytes. */
function contentOf(fields: readonly WireField[], dtype: string): Uint8Array {
  const raw = fields.find(({ number }) => number === TENSOR.raw)?.value
  if (raw !== undefined && typeof raw !== 'number') return raw
  const joined = (wanted: number): Buffer =>
    Buffer.concat(
      fields.flatMap(({ number, value }) => (number === wanted && typeof value !== 'number' ? [value] : [])),
    )
  if (dtype === 'float32') return joined(TENSOR.floats)
  if (dtype === 'float64') return joined(TENSOR.doubles)
  const listed = dtype === 'int64' ? TENSOR.longs : TENSOR.ints
  const integers = fields.filter(({ number }) => number === listed).flatMap(({ value }) => integersOf(value))
  if (dtype === 'int64') return bytesOf(BigInt64Array.from(integers, BigInt))
  if (dtype === 'float16' || dtype === 'bfloat16') return bytesOf(Uint16Array.from(integers))
  return integers.length > 0 ? bytesOf(Int32Array.from(integers)) : joined(6)
}

/** From a file of the artifact's own folder only; onnxruntime refuses others too. */
async function readExternal(entries: readonly WireField[], folder: string): Promise<Uint8Array | null> {
  const said = new Map(
    entries.map(({ value }) => {
      const parts = new Map([...readFields(value as Uint8Array)].map((part) => [part.number, textOf(part.value)]))
      return [parts.get(1) ?? '', parts.get(2) ?? ''] as const
    }),
  )
  const location = said.get('location') ?? ''
  if (location === '' || isAbsolute(location) || location.split(/[/\\]/).includes('..')) return null
  try {
    await using file = await open(join(folder, location))
    const offset = Number(said.get('offset') ?? 0)
    const length = Number(said.get('length') ?? (await file.stat()).size - offset)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
    return bytesRead === length ? buffer : null
  } catch {
    // What is wrong with the file is onnxruntime's to say, when it loads it.
    return null
  }
}

/** The numbers of a tensor of floats; null for any other type. A copy: the bytes in a model stand at any offset. */
export function floatsOf(dtype: string, bytes: Uint8Array): Float32Array | Float64Array | null {
  const copy = (width: number): ArrayBuffer =>
    bytes.buffer.slice(
      bytes.byteOffset,
      bytes.byteOffset + bytes.byteLength - (bytes.byteLength % width),
    ) as ArrayBuffer
  switch (dtype) {
    case 'float32':
      return new Float32Array(copy(4))
    case 'float64':
      return new Float64Array(copy(8))
    case 'float16':
      return Float32Array.from(new Uint16Array(copy(2)), fromHalf)
    case 'bfloat16':
      return new Float32Array(Uint32Array.from(new Uint16Array(copy(2)), (bits) => bits << 16).buffer)
    default:
      return null
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
