import type { DataType, Tensor as TfTensor } from '@tensorflow/tfjs-core'
import type { DType } from '../../core/dtype.js'
import { RecetteError } from '../../core/errors.js'
import type { Port, Signature } from '../../core/signature.js'
import { parseLabelsByOutput } from '../labelText.js'
import { isText, type NumberData, type Tensor } from '../tensor.js'
import { zeroTensor } from '../zeroTensor.js'
import type { ArtifactFile, Runtime } from './runtime.js'
import type { TfjsArtifact } from './tfjsFiles.js'
import { tfjsWeights } from './tfjsWeights.js'
import { withLabels } from './withLabels.js'
import { missingKernel, type Tfjs } from './tfjsBackend.js'

/** What layers models and graph models have in common. */
export interface TfjsModel {
  readonly signature: Signature
  /** New tensors for the wanted outputs; `inputs` stay the caller's. */
  infer(inputs: Readonly<Record<string, TfTensor>>, wanted: readonly string[]): Promise<readonly TfTensor[]>
}

/**
 * A loaded TF.js model on the backend that can run all of it, which is found by letting it answer one case of zeros. That also
 * shows of what type and shape an output is where the artifact does not tell.
 */
export async function runTfjs(
  tfjs: Tfjs,
  model: TfjsModel,
  file: ArtifactFile,
  artifact: TfjsArtifact,
): Promise<Runtime> {
  const tried = await tryOut(tfjs, model, file)
  const labels = parseLabelsByOutput(artifact.userDefinedMetadata ?? {})
  const outputs = model.signature.outputs.map((port, index) => withLabels(complete(port, tried[index]), labels))
  const weights = tfjsWeights(artifact)
  return {
    signature: { ...model.signature, outputs },
    runtime: tfjs.runtime(),
    ...(weights === null ? {} : { weights }),
    run: (inputs, names) => answer(tfjs, model, inputs, names),
  }
}

async function tryOut(tfjs: Tfjs, model: TfjsModel, file: ArtifactFile): Promise<readonly Tensor[]> {
  const wanted = model.signature.outputs.map((output) => output.name)
  try {
    return await answer(
      tfjs,
      model,
      model.signature.inputs.map((port) => zeroTensor(port)),
      wanted,
    )
  } catch (error) {
    const kernel = missingKernel(error)
    // Any other complaint may be about the zeros; the first real case will tell.
    if (kernel === null) return []
    if (await tfjs.fallBack(kernel)) return tryOut(tfjs, model, file)
    throw unsupported(file, kernel)
  }
}

/** No axes means that the artifact is silent: a batch of answers has at least one. The type is what it was seen to be. */
function complete(port: Port, tried: Tensor | undefined): Port {
  if (tried === undefined) return port
  const shape = port.shape.length > 0 ? port.shape : tried.shape.map((length, axis) => (axis === 0 ? null : length))
  return { ...port, dtype: tried.dtype, shape }
}

async function answer(
  { core }: Tfjs,
  model: TfjsModel,
  inputs: readonly Tensor[],
  wanted: readonly string[],
): Promise<readonly Tensor[]> {
  const given = inputs.map((input) => [input.name, toTf(core, input)] as const)
  let outputs: readonly TfTensor[] = []
  try {
    outputs = await model.infer(Object.fromEntries(given), wanted)
    const answers: Tensor[] = []
    for (const [index, output] of outputs.entries()) answers.push(await fromTf(wanted[index]!, output))
    return answers
  } finally {
    core.dispose(given.map(([, tensor]) => tensor))
    core.dispose([...outputs])
  }
}

function toTf(core: Tfjs['core'], { dtype, data, shape }: Tensor): TfTensor {
  const type = dtype === 'utf8' ? 'string' : (dtype as DataType)
  return core.tensor((isText(data) ? [...data] : data) as Float32Array, [...shape], type)
}

async function fromTf(name: string, output: TfTensor): Promise<Tensor> {
  const data: unknown = await output.data()
  return { name, dtype: dtypeOf(output.dtype), shape: output.shape, data: data as NumberData | readonly string[] }
}

export function dtypeOf(dtype: string): DType {
  if (dtype === 'string') return 'utf8'
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype
  throw new RecetteError(
    'MODEL_UNSUPPORTED',
    `an input or output is of type ${dtype}, which Recette cannot exchange.`,
    'Export the model with float32, int32, bool or string inputs and outputs.',
  )
}

function unsupported({ shown }: ArtifactFile, kernel: string): RecetteError {
  return new RecetteError(
    'MODEL_UNSUPPORTED',
    `${shown} uses the operation ${kernel}, which no TF.js backend on this machine has.`,
    'Install @tensorflow/tfjs-node, or export the model to ONNX.',
  )
}
