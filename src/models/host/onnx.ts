import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type * as Ort from 'onnxruntime-node'
import type { InferenceSession, OnnxValue, Tensor as OrtTensor, TypedTensor } from 'onnxruntime-node'
import type { DType } from '../../core/dtype.js'
import { RecetteError } from '../../core/errors.js'
import type { Port, Signature } from '../../core/signature.js'
import type { NumberData, Tensor } from '../tensor.js'
import { openOnnxGraph } from './onnxGraph.js'
import { onnxWeights } from './onnxWeights.js'
import type { ArtifactFile, Runtime } from './runtime.js'
import { withLabels } from './withLabels.js'

const require = createRequire(import.meta.url)

/**
 * One intra-op thread: two hosts run side by side on machines of two cores, where more threads would only take turns, and
 * a single thread adds in the same order every time, so that two runs agree bit for bit.
 */
const OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
}

export async function loadOnnx(file: ArtifactFile): Promise<Runtime> {
  const ort = require('onnxruntime-node') as typeof Ort
  const { version } = require('onnxruntime-node/package.json') as { version: string }
  const bytes = await readFile(file.path)
  const { rewritten, labels, outputLabels } = openOnnxGraph(bytes, file.shown)
  const threads = file.threads ?? 1
  const session = await createSession(ort, file, rewritten, threads)
  const weights = await onnxWeights(bytes, file.path)
  const signature: Signature = {
    inputs: session.inputMetadata.map((metadata) => portOf(metadata, file)),
    outputs: session.outputMetadata
      .filter((metadata) => metadata.isTensor)
      .map((metadata) => withLabels(portOf(metadata, file), outputLabels)),
    ...(labels === null ? {} : { labels }),
  }
  return {
    signature,
    runtime: `onnxruntime-node ${version} (cpu)`,
    threads,
    ...(weights === null ? {} : { weights }),
    async run(inputs, wanted) {
      const feeds = Object.fromEntries(inputs.map((tensor) => [tensor.name, toOrt(ort, tensor)]))
      const answers = await session.run(feeds, wanted)
      return wanted.map((name) => fromOrt(name, answers[name]!))
    },
  }
}

/** From the path unless the bytes were changed: weights kept in files of their own are found only from the path. */
async function createSession(
  ort: typeof Ort,
  file: ArtifactFile,
  rewritten: Uint8Array | null,
  threads: number,
): Promise<InferenceSession> {
  const options = { ...OPTIONS, intraOpNumThreads: threads }
  try {
    return rewritten === null
      ? await ort.InferenceSession.create(file.path, options)
      : await ort.InferenceSession.create(rewritten, options)
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replaceAll(file.path, file.shown)
    throw new RecetteError(
      'MODEL_UNREADABLE',
      `${file.shown} cannot be loaded as ONNX: ${reason}`,
      "Check that the file is complete (compare its sha256 with the sender's), and that its opset is known to this version of onnxruntime.",
      { cause: error },
    )
  }
}

function portOf(metadata: InferenceSession.ValueMetadata, file: ArtifactFile): Port {
  if (!metadata.isTensor)
    throw new RecetteError(
      'MODEL_UNSUPPORTED',
      `${file.shown} takes "${metadata.name}", which is not a tensor (a sequence, map or optional).`,
      'Export the model with plain tensors as inputs.',
    )
  const shape = metadata.shape.map((length) => (typeof length === 'number' ? length : null))
  return { name: metadata.name, dtype: dtypeOf(metadata.type, metadata.name, file), shape }
}

function dtypeOf(type: OrtTensor.Type, name: string, file: ArtifactFile): DType {
  if (type === 'string') return 'utf8'
  if (type !== 'int4' && type !== 'uint4') return type
  throw new RecetteError(
    'MODEL_UNSUPPORTED',
    `${file.shown}: "${name}" is of type ${type}, which Recette cannot exchange.`,
    'Export the model with inputs and outputs of 8 bits or more.',
  )
}

function toOrt(ort: typeof Ort, tensor: Tensor): OrtTensor {
  const type = tensor.dtype === 'utf8' ? 'string' : tensor.dtype
  // One constructor serves all types; its overloads do not say so.
  return new ort.Tensor(type as 'float32', tensor.data as Float32Array, tensor.shape)
}

function fromOrt(name: string, value: OnnxValue): Tensor {
  const { type, data, dims } = value as TypedTensor<'float32'> | TypedTensor<'string'>
  return { name, dtype: type === 'string' ? 'utf8' : type, shape: dims, data: data as NumberData | readonly string[] }
}
