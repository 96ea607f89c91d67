import { access, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import { isBrokenWire, readFields, textOf, type WireField } from '../host/wire.js'

/** One of the functions that a SavedModel offers. */
export interface SavedSignature {
  readonly name: string
  readonly inputs: readonly SavedPort[]
  readonly outputs: readonly SavedPort[]
}

export interface SavedPort {
  readonly name: string
  /** Of the node in the graph, with the number of its output: `serving_default_x:0`. */
  readonly tensor: string
  /** TensorFlow's number of the type. */
  readonly type: number
  /** Null = dynamic; no axes = not told. */
  readonly shape: readonly (number | null)[]
}

export interface SavedGraph {
  readonly signatures: readonly SavedSignature[]
  /** What is run once when the model is loaded, as tensors are named. */
  readonly initialisers: readonly string[]
  /** The graph and its functions, unread. */
  readonly graph: Uint8Array
  /** Whether it has variables, which stand in files of their own. */
  readonly hasVariables: boolean
  /** Of the TensorFlow that saved it; null where it does not say. */
  readonly version: string | null
}

const SERVE = 'serve'
const INITIALISER = '__saved_model_init_op'

// Field numbers of saved_model.proto, meta_graph.proto and tensor_shape.proto.
const SAVED_MODEL = { metaGraphs: 2 }
const META_GRAPH = { info: 1, graph: 2, saver: 3, collections: 4, signatures: 5 }
const INFO = { tags: 4, version: 5 }
const ENTRY = { key: 1, value: 2 }
const SIGNATURE = { inputs: 1, outputs: 2 }
const TENSOR = { name: 1, type: 2, shape: 3 }
const SHAPE = { dimensions: 2 }
const DIMENSION = { size: 1 }

/**
 * What saved_model.pb says of the graph that is meant for serving. Only names are read; weights are in other files.
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/saved_model.proto
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/meta_graph.proto
 */
export async function readSavedModel(path: string, shown: string): Promise<SavedGraph> {
  await refusePieces(path, shown)
  const graphs = parse(await readFile(path), shown)
  const graph = graphs.find(({ tags }) => tags.length === 1 && tags[0] === SERVE)
  if (graph !== undefined) return graph
  throw new RecetteError(
    'MODEL_UNSUPPORTED',
    `${shown} has no graph tagged "${SERVE}"; it has ${graphs.map(({ tags }) => `[${tags.join(', ')}]`).join(', ') || 'none'}.`,
    'Ask for a SavedModel that was exported for serving: model.export("folder"), or tf.saved_model.save.',
  )
}

/** TensorFlow would take the pieces for the model, whatever the file beside them says. */
async function refusePieces(path: string, shown: string): Promise<void> {
  const there = await access(join(dirname(path), 'saved_model.cpb')).then(
    () => true,
    () => false,
  )
  if (!there) return
  throw new RecetteError(
    'MODEL_UNSUPPORTED',
    `${shown} is accompanied by a saved_model.cpb: a SavedModel in pieces, which Recette does not read.`,
    'Ask for a SavedModel in one saved_model.pb, which TensorFlow writes up to 2 GB.',
  )
}

interface TaggedGraph extends SavedGraph {
  readonly tags: readonly string[]
}

function parse(bytes: Uint8Array, shown: string): readonly TaggedGraph[] {
  try {
    return all(bytes, SAVED_MODEL.metaGraphs).map(readMetaGraph)
  } catch (error) {
    if (!isBrokenWire(error)) throw error
    throw new RecetteError(
      'MODEL_UNREADABLE',
      `${shown} cannot be read as a SavedModel: its ${bytes.length} bytes end in the middle of a field, or are none.`,
      "The file is truncated or corrupt: copy the folder again, and compare its sha256 with the sender's.",
      { cause: error },
    )
  }
}

function readMetaGraph(bytes: Uint8Array): TaggedGraph {
  const [info] = all(bytes, META_GRAPH.info)
  const [graph = new Uint8Array(0)] = all(bytes, META_GRAPH.graph)
  const declared = all(bytes, META_GRAPH.signatures).map(readEntry).map(readSignature)
  const hidden = declared.filter(({ name }) => name === INITIALISER)
  return {
    tags: info === undefined ? [] : all(info, INFO.tags).map(textOf),
    version: info === undefined ? null : (all(info, INFO.version).map(textOf)[0] ?? null),
    graph,
    hasVariables: all(bytes, META_GRAPH.saver).length > 0,
    signatures: declared.filter(({ name }) => name !== INITIALISER).sort(byName),
    initialisers: [...hidden.flatMap(({ outputs }) => outputs.map(({ tensor }) => tensor)), ...mainOperations(bytes)],
  }
}

/** Older files name what is run at loading in a collection of nodes. */
function mainOperations(bytes: Uint8Array): string[] {
  const entries = all(bytes, META_GRAPH.collections).map(readEntry)
  return entries
    .filter(({ key }) => key === 'saved_model_main_op' || key === 'legacy_init_op')
    .flatMap(({ value }) => all(value, 1).flatMap((nodes) => all(nodes, 1).map(textOf)))
}

function readSignature({ key, value }: Entry): SavedSignature {
  const ports = (field: number): SavedPort[] => all(value, field).map(readEntry).map(readPort).sort(byName)
  return { name: key, inputs: ports(SIGNATURE.inputs), outputs: ports(SIGNATURE.outputs) }
}

function readPort({ key, value }: Entry): SavedPort {
  const fields = [...readFields(value)]
  const first = (number: number): WireField['value'] | undefined =>
    fields.find((field) => field.number === number)?.value
  const tensor = first(TENSOR.name)
  const type = first(TENSOR.type)
  const shape = first(TENSOR.shape)
  return {
    name: key,
    // A sparse or composite tensor has no name of its own.
    tensor: tensor === undefined ? '' : textOf(tensor),
    type: typeof type === 'number' ? type : 0,
    shape: shape === undefined || typeof shape === 'number' ? [] : all(shape, SHAPE.dimensions).map(readDimension),
  }
}

/** -1 = dynamic; a length that is not written is 0, as protocol buffers leave out what is 0. */
function readDimension(bytes: Uint8Array): number | null {
  const size = [...readFields(bytes)].find((field) => field.number === DIMENSION.size)?.value ?? 0
  return typeof size === 'number' && size >= 0 ? size : null
}

interface Entry {
  readonly key: string
  readonly value: Uint8Array
}

/** Of a map. */
function readEntry(bytes: Uint8Array): Entry {
  return {
    key: textOf(all(bytes, ENTRY.key)[0] ?? new Uint8Array(0)),
    value: all(bytes, ENTRY.value)[0] ?? new Uint8Array(0),
  }
}

/** The messages and texts in one field. */
export function all(bytes: Uint8Array, number: number): Uint8Array[] {
  const found: Uint8Array[] = []
  for (const field of readFields(bytes))
    if (field.number === number && typeof field.value !== 'number') found.push(field.value)
  return found
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
