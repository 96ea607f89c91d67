import { isBrokenWire, readFields, textOf } from './wire.js'

type Message = 'model' | 'training' | 'graph' | 'function' | 'node' | 'attribute' | 'sparse' | 'tensor' | 'entry'

/** Where tensors can stand in a model: the fields of each message, by the numbers of onnx.proto3, that lead to one. */
const PARTS: Readonly<Record<Message, Readonly<Record<number, Message>>>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  function: { 7: 'node' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: { 13: 'entry' },
  entry: {},
}
const KEY = 1
const VALUE = 2
const LOCATION = 'location'

/**
 * Files beside a model that hold its weights or constants, as it names them. Of bytes that are no model: none (loading them will say so).
 * @see https://onnx.ai/onnx/repo-docs/ExternalData.html
 */
export function externalFiles(bytes: Uint8Array): string[] {
  // Forests hold a million numbers, each a field of its own: a model that never says the word need not be walked.
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(LOCATION)) return []
  const files = new Set<string>()
  try {
    collect(bytes, 'model', files)
  } catch (error) {
    if (isBrokenWire(error)) return []
    throw error
  }
  return [...files].sort()
}

function collect(bytes: Uint8Array, message: Message, files: Set<string>): void {
  if (message === 'entry') {
    const parts = new Map([...readFields(bytes)].map((part) => [part.number, textOf(part.value)]))
    const location = parts.get(VALUE)
    if (parts.get(KEY) === LOCATION && location !== undefined) files.add(location)
    return
  }
  for (const { number, value } of readFields(bytes)) {
    const part = PARTS[message][number]
    if (part !== undefined && typeof value !== 'number') collect(value, part, files)
  }
}
