import { readFields, textOf } from './wire.js'

// Field numbers of onnx.proto3.
const GRAPH_OF_MODEL = 7
const INITIALIZER_OF_GRAPH = 5
const EXTERNAL_DATA_OF_TENSOR = 13
const KEY = 1
const VALUE = 2

/**
 * Files beside a model that hold its weights, as it names them. Of bytes that are no model: none (loading them will say so).
 * @see https://onnx.ai/onnx/repo-docs/ExternalData.html
 */
export function externalFiles(bytes: Uint8Array): string[] {
  const files = new Set<string>()
  try {
    for (const graph of messages(bytes, GRAPH_OF_MODEL))
      for (const tensor of messages(graph, INITIALIZER_OF_GRAPH))
        for (const entry of messages(tensor, EXTERNAL_DATA_OF_TENSOR)) {
          const parts = new Map([...readFields(entry)].map((part) => [part.number, textOf(part.value)]))
          const location = parts.get(VALUE)
          if (parts.get(KEY) === 'location' && location !== undefined) files.add(location)
        }
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && /wire type|index out of range/.test(error.message)))
      return []
    throw error
  }
  return [...files].sort()
}

function* messages(bytes: Uint8Array, number: number): Generator<Uint8Array> {
  for (const field of readFields(bytes))
    if (field.number === number && typeof field.value !== 'number') yield field.value
}
