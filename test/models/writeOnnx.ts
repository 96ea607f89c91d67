import { writeMessage, encodeText, varintField } from '../../src/models/host/wire.js'

/** Small ONNX models written by hand, so that a test can change one thing in a model and nothing else. Field numbers: onnx.proto3. */
export interface OnnxParts {
  readonly inputs: readonly OnnxPort[]
  readonly outputs: readonly OnnxPort[]
  readonly weights?: readonly OnnxWeight[]
  readonly nodes: readonly OnnxNode[]
}

export interface OnnxPort {
  readonly name: string
  /** Without the batch axis, which is open. */
  readonly shape: readonly (number | null)[]
}

export interface OnnxWeight {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: readonly number[]
  readonly type?: 'float32' | 'int64' | 'float16bits' | 'float64'
}

export interface OnnxNode {
  readonly op: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly with?: Readonly<Record<string, number | readonly number[] | { readonly float: number }>>
}

const FLOAT = 1

export function writeOnnx({ inputs, outputs, weights = [], nodes }: OnnxParts): Uint8Array {
  const graph = writeMessage([
    ...nodes.map((node) => [1, nodeProto(node)] as const),
    [2, encodeText('graph')],
    ...weights.map((weight) => [5, tensorProto(weight)] as const),
    ...inputs.map((port) => [11, valueInfo(port)] as const),
    ...outputs.map((port) => [12, valueInfo(port)] as const),
  ])
  const opset = writeMessage([[1, encodeText('')], varintField(2, 17)])
  return writeMessage([varintField(1, 8), [7, graph], [8, opset]])
}

function nodeProto({ op, from, to, with: attributes = {} }: OnnxNode): Uint8Array {
  return writeMessage([
    ...from.map((name) => [1, encodeText(name)] as const),
    ...to.map((name) => [2, encodeText(name)] as const),
    [4, encodeText(op)],
    ...Object.entries(attributes).map(([name, value]) => [5, attribute(name, value)] as const),
  ])
}

function attribute(name: string, value: NonNullable<OnnxNode['with']>[string]): Uint8Array {
  const head = [1, encodeText(name)] as const
  if (typeof value === 'number') return writeMessage([head, varintField(3, value), varintField(20, 2)])
  if ('float' in value) {
    const bytes = Buffer.alloc(5, (2 << 3) | 5)
    bytes.writeFloatLE(value.float, 1)
    return writeMessage([head, bytes, varintField(20, 1)])
  }
  return writeMessage([head, ...value.map((one) => varintField(8, one)), varintField(20, 7)])
}

function tensorProto({ name, shape, values, type = 'float32' }: OnnxWeight): Uint8Array {
  const [code, bytes] = {
    float32: () => [FLOAT, Float32Array.from(values)] as const,
    float64: () => [11, Float64Array.from(values)] as const,
    int64: () => [7, BigInt64Array.from(values.map(BigInt))] as const,
    float16bits: () => [10, Uint16Array.from(values)] as const,
  }[type]()
  return writeMessage([
    ...shape.map((length) => varintField(1, length)),
    varintField(2, code),
    [8, encodeText(name)],
    [9, new Uint8Array(bytes.buffer)],
  ])
}

function valueInfo({ name, shape }: OnnxPort): Uint8Array {
  const axes = [null, ...shape].map((length) =>
    length === null
      ? ([1, writeMessage([[2, encodeText('n')]])] as const)
      : ([1, writeMessage([varintField(1, length)])] as const),
  )
  const tensor = writeMessage([varintField(1, FLOAT), [2, writeMessage(axes)]])
  return writeMessage([
    [1, encodeText(name)],
    [2, writeMessage([[1, tensor]])],
  ])
}
