import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Weight {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: 'float32' | 'int32' | 'string'
  readonly values: readonly number[] | readonly string[]
}

/** Operation, inputs, attributes. */
type Node = readonly [string, readonly string[], Readonly<Record<string, object>>]

/** high: a complaint or a return; normal: an order or an invoice; low: the rest. As in test/fixtures/heads/make.py. */
const URGENCY = [0, 4, 0, 0, 4, 0, 0, 0, 4, 0, 0, 4, 4, 0, 0]

const WEIGHTS: readonly Weight[] = [
  { name: 'table', shape: [5, 3], dtype: 'float32', values: URGENCY },
  { name: 'days_weights', shape: [5, 1], dtype: 'float32', values: [1, 2, 3, 4, 5] },
  { name: 'axis', shape: [], dtype: 'int32', values: [1] },
  { name: 'places', shape: [3], dtype: 'int32', values: [0, 1, 2] },
  { name: 'two', shape: [], dtype: 'int32', values: [2] },
  { name: 'urgencies', shape: [3], dtype: 'string', values: ['low', 'normal', 'high'] },
  { name: 'unknown', shape: [], dtype: 'string', values: ['?'] },
]

const FLOAT = { type: 'DT_FLOAT' }
const INT = { type: 'DT_INT32' }
const BOOL = { type: 'DT_BOOL' }

/** A vocabulary, which the graph's initializer fills. */
const TABLE: Node = ['HashTableV2', [], { key_dtype: INT, value_dtype: { type: 'DT_STRING' } }]

const NODES: Readonly<Record<string, Node>> = {
  x: ['Placeholder', [], { dtype: FLOAT, shape: { shape: { dim: [{ size: '-1' }, { size: '5' }] } } }],
  u: ['MatMul', ['x', 'table'], { T: FLOAT, transpose_a: { b: false }, transpose_b: { b: false } }],
  scores_f32: ['Softmax', ['u'], { T: FLOAT }],
  index_i32: ['ArgMax', ['u', 'axis'], { T: FLOAT, Tidx: INT, output_type: INT }],
  flag_bool: ['Equal', ['index_i32', 'two'], { T: INT }],
  flag_f32: ['Cast', ['flag_bool'], { SrcT: BOOL, DstT: FLOAT }],
  d: ['MatMul', ['x', 'days_weights'], { T: FLOAT, transpose_a: { b: false }, transpose_b: { b: false } }],
  days_f32: ['Round', ['d'], { T: FLOAT }],
  days_i32: ['Cast', ['days_f32'], { SrcT: FLOAT, DstT: INT }],
  words: TABLE,
  text: ['LookupTableFindV2', ['words', 'index_i32', 'unknown'], { Tin: INT, Tout: { type: 'DT_STRING' } }],
}

/** A TensorFlow.js graph model that says in each type that the format has what kinds.onnx says in its own. */
export function writeKindsGraph(folder: string, outputs: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true })
  const types = { float32: 'DT_FLOAT', int32: 'DT_INT32', string: 'DT_STRING' } as const
  const constants = WEIGHTS.map(({ name, shape, dtype }) => ({
    name,
    op: 'Const',
    attr: {
      dtype: { type: types[dtype] },
      value: {
        tensor: { dtype: types[dtype], tensorShape: { dim: shape.map((length) => ({ size: String(length) })) } },
      },
    },
  }))
  const nodesOf = (all: Readonly<Record<string, Node>>) =>
    Object.entries(all).map(([name, [op, input, attr]]) => ({ name, op, input, attr }))
  const filled = constants.filter(({ name }) => ['places', 'urgencies'].includes(name))
  const fill: Node = [
    'LookupTableImportV2',
    ['words', 'places', 'urgencies'],
    { Tin: INT, Tout: { type: 'DT_STRING' } },
  ]
  const port = (name: string, dtype: string, ...lengths: number[]) => ({
    name: `${name}:0`,
    dtype,
    tensorShape: { dim: lengths.map((length) => ({ size: String(length) })) },
  })
  const model = {
    format: 'graph-model',
    modelTopology: { node: [...constants, ...nodesOf(NODES)], versions: { producer: 1882 } },
    modelInitializer: { node: [...filled, ...nodesOf({ words: TABLE, fill })], versions: { producer: 1882 } },
    signature: {
      inputs: { x: port('x', 'DT_FLOAT', -1, 5) },
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, dtype]) => [
          name,
          port(name, dtype, -1, ...(name.startsWith('scores') ? [3] : name.startsWith('days') ? [1] : [])),
        ]),
      ),
    },
    weightsManifest: [
      { paths: ['weights.bin'], weights: WEIGHTS.map(({ name, shape, dtype }) => ({ name, shape, dtype })) },
    ],
  }
  writeFileSync(join(folder, 'model.json'), JSON.stringify(model))
  writeFileSync(join(folder, 'weights.bin'), Buffer.concat(WEIGHTS.map(bytesOf)))
}

/** A text is written as its length and its bytes. */
function bytesOf({ dtype, values }: Weight): Buffer {
  if (dtype === 'float32') return Buffer.from(Float32Array.from(values as readonly number[]).buffer)
  if (dtype === 'int32') return Buffer.from(Int32Array.from(values as readonly number[]).buffer)
  return Buffer.concat(
    values.map((text) => {
      const bytes = Buffer.from(String(text))
      const length = Buffer.alloc(4)
      length.writeUInt32LE(bytes.length)
      return Buffer.concat([length, bytes])
    }),
  )
}
