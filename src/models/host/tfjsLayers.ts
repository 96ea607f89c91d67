import { createRequire } from 'node:module'
import type { io, Tensor as TfTensor } from '@tensorflow/tfjs-core'
import type * as Layers from '@tensorflow/tfjs-layers'
import { RecetteError } from '../../core/errors.js'
import type { Port, Signature } from '../../core/signature.js'
import type { ArtifactFile, Runtime } from './runtime.js'
import { startTfjs } from './tfjsBackend.js'
import { readTfjsArtifact } from './tfjsFiles.js'
import { dtypeOf, runTfjs } from './tfjsRuntime.js'

const require = createRequire(import.meta.url)

export async function loadTfjsLayers(file: ArtifactFile): Promise<Runtime> {
  const artifact = await readTfjsArtifact(file)
  const tfjs = await startTfjs()
  const layers = require('@tensorflow/tfjs-layers') as typeof Layers
  const handler = tfjs.core.io.fromMemory(artifact as unknown as io.ModelArtifacts)
  const model = await layers.loadLayersModel(handler).catch((error: Error) => {
    throw new RecetteError(
      'MODEL_UNREADABLE',
      `${file.shown} cannot be loaded as a TF.js layers model: ${error.message}`,
      'A layer that TF.js does not have must be exported as part of a graph model (tensorflowjs_converter --output_format=tfjs_graph_model).',
      { cause: error },
    )
  })
  // Names of layers, as Keras calls its inputs and outputs; a sequential model has no list of its own.
  const inputNames = model.inputs.map((input) => input.sourceLayer.name)
  const outputNames = model.outputs.map((output) => output.sourceLayer.name)
  const signature: Signature = {
    inputs: model.inputs.map((input, index) => portOf(inputNames[index]!, input)),
    outputs: model.outputs.map((output, index) => portOf(outputNames[index]!, output)),
    ...(artifact.labels === null ? {} : { labels: artifact.labels }),
  }
  return runTfjs(
    tfjs,
    {
      signature,
      infer(inputs, wanted) {
        const given = inputNames.map((name) => inputs[name]!)
        const answered = [model.predictOnBatch(given)].flat() as TfTensor[]
        const kept = wanted.map((name) => answered[outputNames.indexOf(name)]!)
        tfjs.core.dispose(answered.filter((tensor) => !kept.includes(tensor)))
        return Promise.resolve(kept)
      },
    },
    file,
    artifact,
  )
}

function portOf(name: string, { dtype, shape }: Layers.SymbolicTensor): Port {
  return { name, dtype: dtypeOf(dtype), shape }
}
