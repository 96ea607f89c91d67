import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import { parseLabels } from '../labelText.js'
import { readWeightsManifest, type WeightSpec } from '../weightsManifest.js'
import type { ArtifactFile } from './runtime.js'

/** A model.json with its weights, as TF.js loads it from memory. */
export interface TfjsArtifact {
  readonly modelTopology: object
  readonly weightSpecs: readonly WeightSpec[]
  readonly weightData: ArrayBuffer
  readonly signature: TfjsSignature | undefined
  readonly userDefinedMetadata: Record<string, unknown> | undefined
  readonly format: string | undefined
  /** What fills the tables of a graph model before it answers: without it a vocabulary is empty. */
  readonly modelInitializer: object | undefined
  readonly initializerSignature: object | undefined
  /** Labels under `userDefinedMetadata`, by the names that ONNX metadata also uses. */
  readonly labels: readonly string[] | null
}

/** A graph model's SignatureDef, as JSON. Sizes are texts, -1 = dynamic. */
export interface TfjsSignature {
  readonly inputs?: SignaturePorts
  readonly outputs?: SignaturePorts
}

export type SignaturePorts = Readonly<Record<string, SignaturePort>>

interface SignaturePort {
  /** Of the node, with the number of its output: `Identity:0`. */
  readonly name?: string
  readonly dtype?: string
  readonly tensorShape?: { readonly dim?: readonly { readonly size: string | number }[] }
}

interface ModelJson {
  readonly modelTopology?: object | null
  readonly format?: string
  readonly modelInitializer?: object
  readonly initializerSignature?: object
  readonly signature?: TfjsSignature
  readonly userDefinedMetadata?: Record<string, unknown>
}

const BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  complex64: 8,
  uint8: 1,
  uint16: 2,
  float16: 2,
}

/**
 * Reads model.json and its weight shards from disk. TF.js itself would fetch them, and would take shards of the wrong length
 * until a tensor does not fit; here each is named when it is missing, and each group's length is checked.
 */
export async function readTfjsArtifact(file: ArtifactFile): Promise<TfjsArtifact> {
  const json = parseModelJson(await readFile(file.path, 'utf8'), file)
  if (json.modelTopology === undefined || json.modelTopology === null)
    throw unreadable(file, 'has no "modelTopology"', 'Name the model.json that the TensorFlow.js converter wrote.')
  const groups = readWeightsManifest(json, file.shown)
  const data: Buffer[] = []
  for (const group of groups) {
    const shards: Buffer[] = []
    for (const path of group.paths) shards.push(await readShard(file, path))
    const bytes = Buffer.concat(shards)
    checkLength(file, group.paths, group.weights, bytes.length)
    data.push(bytes)
  }
  const all = Buffer.concat(data)
  const metadata = json.userDefinedMetadata
  return {
    modelTopology: json.modelTopology,
    weightSpecs: groups.flatMap((group) => group.weights),
    weightData: new Uint8Array(all).buffer,
    signature: json.signature,
    userDefinedMetadata: metadata,
    format: json.format,
    modelInitializer: json.modelInitializer,
    initializerSignature: json.initializerSignature,
    labels: parseLabels(metadata ?? {}),
  }
}

function parseModelJson(text: string, file: ArtifactFile): ModelJson {
  try {
    return JSON.parse(text) as ModelJson
  } catch (error) {
    throw unreadable(file, `is not JSON: ${(error as Error).message}`, 'Copy the file again: it may be cut off.')
  }
}

async function readShard(file: ArtifactFile, path: string): Promise<Buffer> {
  if (isAbsolute(path) || path.split(/[/\\]/).includes('..'))
    throw unreadable(file, `names a weight file outside its folder: "${path}"`, 'Put the weights beside model.json.')
  try {
    return await readFile(join(dirname(file.path), path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new RecetteError(
      'MODEL_WEIGHTS_MISSING',
      `${file.shown}: the weight file "${path}" that its model.json names is missing.`,
      'Copy every file of the folder: model.json alone holds no weights.',
    )
  }
}

function checkLength(
  file: ArtifactFile,
  paths: readonly string[],
  weights: readonly WeightSpec[],
  found: number,
): void {
  // Texts have no fixed length.
  if (weights.some((weight) => weight.dtype === 'string')) return
  const expected = weights.reduce((sum, weight) => sum + bytesOf(weight), 0)
  if (found === expected) return
  throw new RecetteError(
    'MODEL_UNREADABLE',
    `${file.shown}: ${paths.length === 1 ? `the weight file "${paths[0]}" holds` : `the weight files ${paths.join(', ')} hold`} ${found} bytes, but model.json describes ${expected}.`,
    'A weight file is cut off or belongs to another model: copy the folder again.',
  )
}

function bytesOf({ shape, dtype, quantization }: WeightSpec): number {
  return shape.reduce((product, length) => product * length, 1) * (BYTES[quantization?.dtype ?? dtype] ?? NaN)
}

function unreadable(file: ArtifactFile, message: string, hint: string): RecetteError {
  return new RecetteError('MODEL_UNREADABLE', `${file.shown} ${message}.`, hint)
}
