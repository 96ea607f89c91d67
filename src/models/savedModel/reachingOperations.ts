import { readFields, textOf } from '../host/wire.js'
import { all, type SavedGraph } from './readSavedModel.js'

/**
 * Operations that read or write files, call Python, or talk to other machines: a model has no need of them to compute an answer.
 * Vocabularies of lookup tables are files too, and common; those are not counted (`InitializeTableFromTextFile`).
 * @see https://github.com/tensorflow/tensorflow/blob/master/SECURITY.md ("TensorFlow models are programs")
 */
const REACHING =
  /^(ReadFile|WriteFile|MatchingFiles|WholeFileReader|TextLineReader|TFRecordReader|FixedLengthRecordReader|LMDBReader|ReaderRead\w*|TextLineDataset|TFRecordDataset\w*|FixedLengthRecordDataset|SqlDataset|CSVDataset|LMDBDataset|CacheDataset|SaveDataset|LoadDataset|Snapshot\w*|DatasetToTFRecord|DataServiceDataset|RegisterDataset|LoadAndRemapMatrix|GenerateVocabRemapping|CreateSummary(File|Db)Writer|Write\w*Summary|ImportEvent|Debug\w+|PyFunc\w*|EagerPyFunc|RemoteCall|RpcCall|TryRpc)(V\d)?$/

/** Every SavedModel has these to keep its weights; none is needed for an answer, nor to load one. */
const CHECKPOINT = /^(Save|SaveV2|SaveSlices|Restore|RestoreV2|RestoreSlice|MergeV2Checkpoints)$/

const GRAPH = { node: 1, library: 2 }
const LIBRARY = { function: 1 }
const FUNCTION = { signature: 1, node: 3 }
const NODE = { name: 1, op: 2, input: 3, attribute: 5 }
const ENTRY = { value: 2 }
const VALUE = { list: 1, text: 2, function: 10 }
const LIST = { function: 9 }

interface Node {
  readonly name: string
  readonly op: string
  readonly inputs: readonly string[]
  /** Functions that it calls. */
  readonly calls: readonly string[]
  /** Of PrintV2: where it prints to, when that is a file. */
  readonly printsToFile: boolean
}

/**
 * The operations of a SavedModel that reach outside, sorted: those of one kind wherever they stand, and those that keep weights where
 * a signature or what is run at loading comes to them.
 */
export function reachingOperations({ graph, signatures, initialisers }: SavedGraph): readonly string[] {
  const nodes = all(graph, GRAPH.node).map(readNode)
  const functions = new Map<string, readonly Node[]>()
  for (const library of all(graph, GRAPH.library))
    for (const one of all(library, LIBRARY.function)) {
      const [signature = new Uint8Array(0)] = all(one, FUNCTION.signature)
      functions.set(textOf(all(signature, 1)[0] ?? new Uint8Array(0)), all(one, FUNCTION.node).map(readNode))
    }
  const found = new Set<string>()
  for (const node of [...nodes, ...[...functions.values()].flat()])
    if (REACHING.test(node.op) || node.printsToFile) found.add(node.op)
  const roots = [...signatures.flatMap(({ outputs }) => outputs.map(({ tensor }) => tensor)), ...initialisers]
  for (const node of reached(roots, nodes, functions)) if (CHECKPOINT.test(node.op)) found.add(node.op)
  return [...found].sort()
}

/** Nodes that are run when the roots are asked for; of a function that is called, all of them. */
function* reached(
  roots: readonly string[],
  nodes: readonly Node[],
  functions: ReadonlyMap<string, readonly Node[]>,
): Generator<Node> {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const open = roots.flatMap((root) => byName.get(nodeOf(root)) ?? [])
  const seen = new Set<Node>(open)
  const called = new Set<string>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    open.push(node)
  }
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node
    for (const input of node.inputs) {
      const before = byName.get(nodeOf(input))
      if (before !== undefined) visit(before)
    }
    for (const name of [node.op, ...node.calls]) {
      if (called.has(name)) continue
      called.add(name)
      functions.get(name)?.forEach(visit)
    }
  }
}

/** `^name` and `name:1` are of the node `name`. */
function nodeOf(tensor: string): string {
  return tensor.replace(/^\^/, '').replace(/:\d+$/, '')
}

function readNode(bytes: Uint8Array): Node {
  let [name, op] = ['', '']
  const inputs: string[] = []
  const calls: string[] = []
  let printsToFile = false
  for (const { number, value } of readFields(bytes)) {
    if (number === NODE.name) name = textOf(value)
    else if (number === NODE.op) op = textOf(value)
    else if (number === NODE.input) inputs.push(textOf(value))
    else if (number === NODE.attribute && typeof value !== 'number')
      for (const attribute of all(value, ENTRY.value)) {
        calls.push(...calledBy(attribute))
        printsToFile ||= all(attribute, VALUE.text).some((text) => textOf(text).startsWith('file://'))
      }
  }
  return { name, op, inputs, calls, printsToFile: printsToFile && op === 'PrintV2' }
}

function calledBy(attribute: Uint8Array): string[] {
  const lists = all(attribute, VALUE.list).flatMap((list) => all(list, LIST.function))
  return [...all(attribute, VALUE.function), ...lists].flatMap((one) => all(one, 1).map(textOf))
}
