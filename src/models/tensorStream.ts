import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Data, DataType, Field, Int, RecordBatch, RecordBatchStreamWriter, Schema } from 'apache-arrow'
import { size } from '../core/batch.js'
import type { DType } from '../core/dtype.js'
import { arrow } from './arrow.js'
import { packBits, packTexts, unpackBits, unpackTexts } from './packing.js'
import { DTYPE, SHAPE } from './protocol.js'
import { rowsOf, widthOf, type NumberData, type Tensor, type TensorData } from './tensor.js'

/**
 * Writes tensors as an Arrow IPC stream: one record batch each time, one column for each tensor, a primitive where a case has
 * no axis, else a fixed-size list. The numbers are not copied. The schema is that of the first call.
 */
export class TensorWriter {
  readonly #writer: RecordBatchStreamWriter = new arrow.RecordBatchStreamWriter({ autoDestroy: false })
  readonly #metadata: ReadonlyMap<string, string>
  #schema: Schema | undefined
  #key = ''

  constructor(metadata: ReadonlyMap<string, string> = new Map()) {
    this.#metadata = metadata
  }

  write(tensors: readonly Tensor[]): void {
    const key = JSON.stringify(tensors.map(({ name, dtype, shape }) => [name, dtype, shape.slice(1)]))
    if (this.#schema === undefined) {
      this.#key = key
      this.#schema = new arrow.Schema(tensors.map(fieldOf), new Map(this.#metadata))
    } else if (this.#key !== key) {
      throw new Error(`names, types and shapes must not change from batch to batch: first ${this.#key}, now ${key}`)
    }
    const rows = rowsOf(tensors[0] ?? { shape: [] })
    const columns = tensors.map((tensor, index) => columnOf(this.#schema!.fields[index]!, tensor, rows))
    const type = new arrow.Struct(this.#schema.fields)
    const struct = arrow.makeData({ type, length: rows, nullCount: 0, children: columns })
    this.#writer.write(new arrow.RecordBatch(this.#schema, struct))
  }

  close(): void {
    this.#writer.close()
  }

  /** Sends what is written, as it is written, no faster than `stream` takes it; resolves after `close`. */
  async pipeTo(stream: Writable): Promise<void> {
    for await (const chunk of this.#writer) if (!stream.write(chunk)) await once(stream, 'drain')
  }
}

/**
 * Reads such a stream. It resolves when the schema has come, which is not before the peer writes its first batch:
 * await it only after the peer has been given something to answer.
 */
export async function decodeTensors(source: AsyncIterable<Uint8Array>): Promise<{
  readonly metadata: ReadonlyMap<string, string>
  readonly batches: AsyncIterable<readonly Tensor[]>
}> {
  const reader = await arrow.RecordBatchReader.from(source)
  await reader.open()
  // An empty stream leaves the schema unset, whatever the types say.
  const schema = reader.schema as Schema | null | undefined
  return { metadata: schema?.metadata ?? new Map<string, string>(), batches: readBatches(reader) }
}

async function* readBatches(batches: AsyncIterable<RecordBatch>): AsyncIterable<readonly Tensor[]> {
  for await (const batch of batches)
    yield batch.schema.fields.map((field, index) => tensorOf(field, batch.data.children[index]!, batch.numRows))
}

function fieldOf(tensor: Tensor): Field {
  const metadata = new Map([
    [SHAPE, JSON.stringify(tensor.shape.slice(1))],
    [DTYPE, tensor.dtype],
  ])
  const item = typeOf(tensor.dtype)
  if (tensor.shape.length <= 1) return new arrow.Field(tensor.name, item, false, metadata)
  const list = new arrow.FixedSizeList(widthOf(tensor), new arrow.Field('item', item, false))
  return new arrow.Field(tensor.name, list, false, metadata)
}

function columnOf(field: Field, tensor: Tensor, rows: number): Data {
  const child = elementsOf(tensor)
  if (!arrow.DataType.isFixedSizeList(field.type)) return child
  return arrow.makeData({ type: field.type, length: rows, nullCount: 0, child })
}

function elementsOf(tensor: Tensor): Data {
  const length = tensor.data.length
  if (tensor.dtype === 'utf8') {
    const { offsets, bytes } = packTexts(tensor.data as readonly string[])
    return arrow.makeData({ type: new arrow.Utf8(), length, nullCount: 0, valueOffsets: offsets, data: bytes })
  }
  const data = tensor.dtype === 'bool' ? packBits(tensor.data as Uint8Array) : (tensor.data as NumberData)
  return arrow.makeData({ type: typeOf(tensor.dtype) as Int, length, nullCount: 0, data: data as Int32Array })
}

function tensorOf(field: Field, column: Data, rows: number): Tensor {
  const dtype = field.metadata.get(DTYPE) as DType | undefined
  const shape = JSON.parse(field.metadata.get(SHAPE) ?? 'null') as number[] | null
  if (dtype === undefined || shape === null) throw new Error(`column "${field.name}" has no ${SHAPE} or ${DTYPE}`)
  const elements = arrow.DataType.isFixedSizeList(field.type) ? column.children[0]! : column
  const length = rows * size(shape)
  return { name: field.name, dtype, shape: [rows, ...shape], data: dataOf(dtype, elements, length) }
}

function dataOf(dtype: DType, elements: Data, length: number): TensorData {
  if (dtype === 'utf8') return unpackTexts(elements.valueOffsets as Int32Array, elements.values as Uint8Array, length)
  if (dtype === 'bool') return unpackBits(elements.values as Uint8Array, length)
  return (elements.values as NumberData).subarray(0, length)
}

function typeOf(dtype: DType): DataType {
  switch (dtype) {
    case 'float16':
      return new arrow.Float16()
    case 'float32':
      return new arrow.Float32()
    case 'float64':
      return new arrow.Float64()
    case 'int8':
      return new arrow.Int8()
    case 'int16':
      return new arrow.Int16()
    case 'int32':
      return new arrow.Int32()
    case 'int64':
      return new arrow.Int64()
    case 'uint8':
      return new arrow.Uint8()
    case 'uint16':
      return new arrow.Uint16()
    case 'uint32':
      return new arrow.Uint32()
    case 'uint64':
      return new arrow.Uint64()
    case 'bool':
      return new arrow.Bool()
    case 'utf8':
      return new arrow.Utf8()
  }
}
