import { RecetteError } from '../../core/errors.js'
import { parseLabels, parseLabelsByOutput } from '../labelText.js'
import { labelsByOutput, type OnnxNode } from './onnxLabels.js'
import {
  encodeText,
  integersOf,
  isBrokenWire,
  readFields,
  textOf,
  varintField,
  writeMessage,
  type WireField,
} from './wire.js'

export interface OnnxGraph {
  /** The model with its ZipMap nodes taken out; null when it has none and can be loaded as it is. */
  readonly rewritten: Uint8Array | null
  /** Labels that the artifact carries, in the order of its score columns; null where its outputs have different ones. */
  readonly labels: readonly string[] | null
  /** Of the outputs whose labels the artifact tells one by one. */
  readonly outputLabels: ReadonlyMap<string, readonly string[]>
}

/**
 * Reads what onnxruntime does not tell of a model: the labels of its classifier nodes or metadata; and takes out ZipMap.
 *
 * scikit-learn's converters end a classifier with ZipMap, which turns the matrix of probabilities into a list of maps from label
 * to score, one a row; onnxruntime for Node cannot fetch that. The matrix itself is given out instead, under the same name, and
 * the maps' keys become the labels.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3 (field numbers)
 * @see https://github.com/onnx/onnx/blob/main/docs/Operators-ml.md#ai.onnx.ml.ZipMap
 */
export function openOnnxGraph(bytes: Uint8Array, shown: string): OnnxGraph {
  try {
    return readModel(bytes)
  } catch (error) {
    if (!isBrokenWire(error)) throw error
    throw new RecetteError(
      'MODEL_UNREADABLE',
      `${shown} cannot be read as ONNX: its ${bytes.length} bytes end in the middle of a field, or are not a model.`,
      "The file is truncated or corrupt: copy it again, and compare its size and sha256 with the sender's.",
      { cause: error },
    )
  }
}

// Field numbers of onnx.proto3.
const MODEL = { opsetImport: 8, graph: 7, metadataProps: 14 }
const OPSET = { domain: 1, version: 2 }
const PROPERTY = { key: 1, value: 2 }
const GRAPH = { node: 1, output: 12 }
const NODE = { input: 1, output: 2, opType: 4, attribute: 5 }
const ATTRIBUTE = { name: 1, ints: 8, strings: 9 }
const VALUE_INFO = { name: 1, type: 2 }

interface ZipMap {
  readonly from: string
  readonly to: string
}

function readModel(bytes: Uint8Array): OnnxGraph {
  const model = [...readFields(bytes)]
  const graphField = model.find((field) => field.number === MODEL.graph)
  if (graphField === undefined) throw new RangeError('the model has no graph')
  const graph = [...readFields(payload(graphField))]
  const nodes = graph.filter((field) => field.number === GRAPH.node).map(readNode)
  const zipMaps = nodes.flatMap((node) => zipMapOf(node))
  const metadata = metadataOf(model)
  const outputs = graph.filter((field) => field.number === GRAPH.output).map(nameOf)
  const outputLabels = new Map([...labelsByOutput(nodes, outputs), ...parseLabelsByOutput(metadata)])
  const first = nodes.map((node) => node.labels).find((found) => found !== null) ?? null
  const several = new Set([...outputLabels.values()].map((labels) => JSON.stringify(labels))).size > 1
  return {
    rewritten: zipMaps.length === 0 ? null : withoutZipMaps(model, graph, zipMaps),
    labels: parseLabels(metadata) ?? (several ? null : first),
    outputLabels,
  }
}

function readNode(field: WireField): OnnxNode {
  const inputs: string[] = []
  const outputs: string[] = []
  let opType = ''
  let labels: readonly string[] | null = null
  for (const part of readFields(payload(field))) {
    if (part.number === NODE.input) inputs.push(textOf(part.value))
    else if (part.number === NODE.output) outputs.push(textOf(part.value))
    else if (part.number === NODE.opType) opType = textOf(part.value)
    else if (part.number === NODE.attribute) labels = labelsOfAttribute(payload(part)) ?? labels
  }
  return { opType, inputs, outputs, labels }
}

/** `classlabels_strings`, `classlabels_int64s`, `classlabels_ints`: every classifier of ai.onnx.ml has one of them. */
function labelsOfAttribute(attribute: Uint8Array): string[] | null {
  const fields = [...readFields(attribute)]
  const name = fields.find((field) => field.number === ATTRIBUTE.name)
  if (name === undefined || !textOf(name.value).startsWith('classlabels_')) return null
  const labels = fields.flatMap((field) => {
    if (field.number === ATTRIBUTE.strings) return [textOf(field.value)]
    if (field.number === ATTRIBUTE.ints) return integersOf(field.value).map(String)
    return []
  })
  return labels.length === 0 ? null : labels
}

function metadataOf(model: readonly WireField[]): Readonly<Record<string, string>> {
  const properties = model
    .filter((field) => field.number === MODEL.metadataProps)
    .map((field) => {
      const parts = [...readFields(payload(field))]
      const text = (number: number): string =>
        textOf(parts.find((part) => part.number === number)?.value ?? new Uint8Array(0))
      return [text(PROPERTY.key), text(PROPERTY.value)] as const
    })
  return Object.fromEntries(properties)
}

function zipMapOf(node: OnnxNode): ZipMap[] {
  if (node.opType !== 'ZipMap') return []
  const [from] = node.inputs
  const [to] = node.outputs
  return from === undefined || to === undefined ? [] : [{ from, to }]
}

/** Each ZipMap becomes an Identity of the matrix, and its output a matrix of float32. */
function withoutZipMaps(
  model: readonly WireField[],
  graph: readonly WireField[],
  zipMaps: readonly ZipMap[],
): Uint8Array {
  const outputs = new Set(zipMaps.map((zipMap) => zipMap.to))
  const newGraph = writeMessage(
    graph.flatMap((field) => {
      if (field.number === GRAPH.node) {
        const [zipMap] = zipMapOf(readNode(field))
        return [zipMap === undefined ? field.raw : ([GRAPH.node, identityNode(zipMap)] as const)]
      }
      if (field.number !== GRAPH.output) return [field.raw]
      const name = nameOf(field)
      return [outputs.has(name) ? ([GRAPH.output, matrixOutput(name)] as const) : field.raw]
    }),
  )
  const imports = model.some((field) => field.number === MODEL.opsetImport && isDefaultDomain(field))
  const fields = model.map((field) => (field.number === MODEL.graph ? ([MODEL.graph, newGraph] as const) : field.raw))
  return writeMessage(imports ? fields : [...fields, [MODEL.opsetImport, varintField(OPSET.version, 13)]])
}

function identityNode({ from, to }: ZipMap): Uint8Array {
  return writeMessage([
    [NODE.input, encodeText(from)],
    [NODE.output, encodeText(to)],
    [NODE.opType, encodeText('Identity')],
  ])
}

/** ValueInfoProto: float32 (elem_type 1) of shape [?, ?]. */
function matrixOutput(name: string): Uint8Array {
  const anyLength = new Uint8Array(0)
  const shape = writeMessage([
    [1, anyLength],
    [1, anyLength],
  ])
  const tensor = writeMessage([varintField(1, 1), [2, shape]])
  return writeMessage([
    [VALUE_INFO.name, encodeText(name)],
    [VALUE_INFO.type, writeMessage([[1, tensor]])],
  ])
}

function nameOf(valueInfo: WireField): string {
  for (const field of readFields(payload(valueInfo))) if (field.number === VALUE_INFO.name) return textOf(field.value)
  return ''
}

function isDefaultDomain(opset: WireField): boolean {
  const domain = [...readFields(payload(opset))].find((field) => field.number === OPSET.domain)
  return domain === undefined || textOf(domain.value) === '' || textOf(domain.value) === 'ai.onnx'
}

function payload(field: WireField): Uint8Array {
  if (typeof field.value === 'number')
    throw new RangeError(`field ${field.number} is a number where a message should stand`)
  return field.value
}
