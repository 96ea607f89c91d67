import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { DType } from '../../core/dtype.js'
import { RecetteError } from '../../core/errors.js'
import { chooseSignature } from '../savedModel/chooseSignature.js'
import { readSavedModel, type SavedPort } from '../savedModel/readSavedModel.js'
import { signatureOf } from '../savedModel/savedPorts.js'
import { BINDING_VARIABLE, UNLOADABLE, VERSION_VARIABLE } from '../tensorflow/nativeHost.js'
import { isText, type NumberData, type Tensor } from '../tensor.js'
import type { HostWarning } from '../protocol.js'
import type { ArtifactFile, Runtime } from './runtime.js'
import { savedModelWeights } from './savedModelWeights.js'

const SERVE = 'serve'

/**
 * The native module of @tensorflow/tfjs-node 4.22, by itself: the package's own TypeScript around it would load all of TF.js (twice the
 * time), fetch outputs that nobody wants, and cut 64-bit integers to 32.
 */
interface Binding {
  readonly TF_Version: string
  readonly TF_FLOAT: number
  readonly TF_INT32: number
  readonly TF_INT64: number
  readonly TF_UINT8: number
  readonly TF_BOOL: number
  readonly TF_STRING: number
  loadSavedModel(folder: string, tags: string): number
  createTensor(shape: readonly number[], type: number, data: BoundData): number
  runSavedModel(model: number, inputs: readonly number[], inputNames: string, outputNames: string): readonly Bound[]
  tensorDataSync(tensor: number): BoundData
  deleteTensor(tensor: number): void
}

type BoundData = NumberData | readonly Uint8Array[]

interface Bound {
  readonly id: number
  readonly shape: readonly number[]
}

export async function loadSavedModel(file: ArtifactFile): Promise<Runtime> {
  const graph = await readSavedModel(file.path, file.shown)
  const saved = chooseSignature(graph.signatures, file.signature, file.shown)
  const binding = loadBinding()
  if (graph.hasVariables) await requireWeights(file)
  const model = load(binding, file)
  const signature = signatureOf(saved, file.shown)
  const weights = await savedModelWeights(dirname(file.path))
  return {
    signature,
    ...(weights === null ? {} : { weights }),
    threads: file.threads ?? 1,
    warnings: versionWarnings(graph.version, binding.TF_Version),
    runtime: `tfjs-node ${process.env[VERSION_VARIABLE] ?? ''} (tensorflow ${binding.TF_Version})`,
    run(inputs, wanted) {
      const given = inputs.map((tensor) => createTensor(binding, tensor))
      try {
        const outputs = wanted.map((name) => portNamed(saved.outputs, name))
        const names = inputs.map(({ name }) => portNamed(saved.inputs, name).tensor).join(',')
        const answers = binding.runSavedModel(model, given, names, outputs.map(({ tensor }) => tensor).join(','))
        return Promise.resolve(
          answers.map((answer, index) => takeTensor(binding, answer, wanted[index]!, signature.outputs)),
        )
      } finally {
        given.forEach((id) => binding.deleteTensor(id))
      }
    },
  }
}

/** The parent then asks the Python host. */
function loadBinding(): Binding {
  const path = process.env[BINDING_VARIABLE] ?? ''
  try {
    return createRequire(import.meta.url)(path) as Binding
  } catch (error) {
    throw new RecetteError(
      UNLOADABLE,
      `native TensorFlow does not load: ${(error as Error).message}`,
      'Set it up again: remove the folder "tensorflow" in the cache folder and run "recette setup tensorflow".',
      { cause: error },
    )
  }
}

/** TensorFlow's own loader takes a model without its weights, and fails at the first case. */
async function requireWeights({ path, shown }: ArtifactFile): Promise<void> {
  const there = await access(join(dirname(path), 'variables', 'variables.index')).then(
    () => true,
    () => false,
  )
  if (there) return
  throw new RecetteError(
    'MODEL_UNREADABLE',
    `${shown} has weights, but there is no variables/variables.index beside its saved_model.pb.`,
    "Copy the whole folder again (saved_model.pb and variables/), and compare its sha256 with the sender's.",
  )
}

function load(binding: Binding, { path, shown }: ArtifactFile): number {
  try {
    return binding.loadSavedModel(dirname(path), SERVE)
  } catch (error) {
    throw new RecetteError(
      'MODEL_UNREADABLE',
      `${shown} cannot be loaded as a SavedModel: ${(error as Error).message.replaceAll(dirname(path), dirname(shown))}`,
      "Check that the folder is complete (saved_model.pb and variables/; compare its sha256 with the sender's), and that it uses no custom operations.",
      { cause: error },
    )
  }
}

/** A SavedModel is made to be read by later versions; by an earlier one it may be read otherwise. */
function versionWarnings(saved: string | null, running: string): readonly HostWarning[] {
  if (saved === null || saved === running) return []
  return [{ code: 'version-mismatch', values: { package: 'TensorFlow', saved, running } }]
}

function portNamed(ports: readonly SavedPort[], name: string): SavedPort {
  const port = ports.find((candidate) => candidate.name === name)
  if (port === undefined) throw new Error(`bug: the signature has no "${name}"`)
  return port
}

function createTensor(binding: Binding, { dtype, shape, data }: Tensor): number {
  if (isText(data))
    return binding.createTensor(
      shape,
      binding.TF_STRING,
      data.map((text) => Buffer.from(text, 'utf8')),
    )
  // The module takes 64-bit integers as pairs of 32 bits.
  const elements = dtype === 'int64' ? new Int32Array(data.buffer, data.byteOffset, data.length * 2) : data
  return binding.createTensor(shape, typeOf(binding, dtype), elements)
}

function typeOf(binding: Binding, dtype: DType): number {
  switch (dtype) {
    case 'float32':
      return binding.TF_FLOAT
    case 'int32':
      return binding.TF_INT32
    case 'int64':
      return binding.TF_INT64
    case 'uint8':
      return binding.TF_UINT8
    case 'bool':
      return binding.TF_BOOL
    default:
      throw new Error(`bug: ${dtype} was to go to Python`)
  }
}

function takeTensor(
  binding: Binding,
  { id, shape }: Bound,
  name: string,
  ports: Runtime['signature']['outputs'],
): Tensor {
  const { dtype } = ports.find((port) => port.name === name)!
  const data = binding.tensorDataSync(id)
  binding.deleteTensor(id)
  if (dtype !== 'utf8') return { name, dtype, shape, data: data as NumberData }
  return {
    name,
    dtype,
    shape,
    data: (data as readonly Uint8Array[]).map((bytes) => Buffer.from(bytes).toString('utf8')),
  }
}
