import { createRequire } from 'node:module'
import type { io, Tensor as TfTensor } from '@tensorflow/tfjs-core'
import type * as Converter from '@tensorflow/tfjs-converter'
import { RecetteError } from '../../core/errors.js'
import type { Port, Signature } from '../../core/signature.js'
import type { ArtifactFile, Runtime } from './runtime.js'
import { startTfjs } from './tfjsBackend.js'
import { readTfjsArtifact, type SignaturePorts } from './tfjsFiles.js'
import { dtypeOf, runTfjs } from './tfjsRuntime.js'

const require = createRequire(import.meta.url)

export async function loadTfjsGraph(file: ArtifactFile): Promise<Runtime> {
  const artifact = await readTfjsArtifact(file)
  const tfjs = await startTfjs()
  const converter = require('@tensorflow/tfjs-converter') as typeof Converter
  const handler = tfjs.core.io.fromMemory(artifact as unknown as io.ModelArtifacts)
  const model = await converter.loadGraphModel(handler).catch((error: Error) => {
    throw new RecetteError(
      'MODEL_UNREADABLE',
      `${file.shown} cannot be loaded as a TF.js graph model: ${error.message}`,
      'An operation that TF.js does not have must be exported otherwise: try ONNX (tf2onnx).',
      { cause: error },
    )
  })
  const inputs = model.inputs.map((info) => namedNode(info, artifact.signature?.inputs))
  const outputs = model.outputs.map((info) => namedNode(info, artifact.signature?.outputs))
  const signature: Signature = {
    inputs: inputs.map((input) => input.port),
    outputs: outputs.map((output) => output.port),
    ...(artifact.labels === null ? {} : { labels: artifact.labels }),
  }
  let dynamic = false
  return runTfjs(
    tfjs,
    {
      signature,
      async infer(given, wanted) {
        const feeds = Object.fromEntries(inputs.map(({ node, port }) => [node, given[port.name]!]))
        const nodes = wanted.map((name) => outputs.find(({ port }) => port.name === name)!.node)
        // A graph with loops or sizes that depend on values says so when it is run at once.
        if (!dynamic)
          try {
            return [tfjs.core.tidy(() => model.execute(feeds, nodes))].flat()
          } catch (error) {
            dynamic = /executeAsync/.test((error as Error).message)
            if (!dynamic) throw error
          }
        return [await model.executeAsync(feeds, nodes)].flat() as TfTensor[]
      },
    },
    file,
    artifact,
  )
}

interface NamedNode {
  readonly node: string
  readonly port: Port
}

/** The signature's name and shape where there is one; nodes are called as the exporter pleased, and often have no shape. */
function namedNode(info: NodeInfo, declared: SignaturePorts | undefined): NamedNode {
  const found = Object.entries(declared ?? {}).find(([, port]) => (port.name ?? '').replace(/:0$/, '') === info.name)
  const [name, port] = found ?? [info.name, undefined]
  const lengths = port?.tensorShape?.dim?.map((length) => Number(length.size)) ?? info.shape ?? []
  const shape = lengths.map((length) => (length < 0 ? null : length))
  const dtype = DTYPES[port?.dtype ?? ''] ?? info.dtype ?? 'float32'
  return { node: info.name, port: { name, dtype: dtypeOf(dtype), shape } }
}

/** TensorFlow's names of types, in TF.js' own, which has no integers but int32. */
const DTYPES: Readonly<Record<string, string>> = {
  DT_FLOAT: 'float32',
  DT_INT8: 'int32',
  DT_INT16: 'int32',
  DT_INT32: 'int32',
  DT_INT64: 'int32',
  DT_UINT8: 'int32',
  DT_BOOL: 'bool',
  DT_STRING: 'string',
}

/** Not every operation tells its type. */
type NodeInfo = Omit<Converter.GraphModel['inputs'][number], 'dtype'> & {
  readonly dtype?: string
  readonly signatureKey?: string
}
