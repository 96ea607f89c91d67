import { RecetteError } from '../core/errors.js'

/** A group of weights of a TF.js model, which stand one after the other in its files. */
export interface WeightsGroup {
  readonly paths: readonly string[]
  readonly weights: readonly WeightSpec[]
}

export interface WeightSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: string
  readonly quantization?: { readonly dtype: string }
}

/** The `weightsManifest` of a model.json, every part of which is looked at: files are opened and memory is taken by it. */
export function readWeightsManifest(model: unknown, shown: string): readonly WeightsGroup[] {
  const manifest = isRecord(model) ? (model['weightsManifest'] ?? []) : []
  if (Array.isArray(manifest) && manifest.every(isGroup)) return manifest
  throw new RecetteError(
    'MODEL_UNREADABLE',
    `${shown}: its "weightsManifest" is no list of groups, each with the paths of its files and the name, shape and type of its weights.`,
    'Ask for the folder as the TensorFlow.js converter wrote it.',
  )
}

function isGroup(value: unknown): value is WeightsGroup {
  if (!isRecord(value)) return false
  const { paths, weights } = value
  return Array.isArray(paths) && paths.every(isText) && Array.isArray(weights) && weights.every(isSpec)
}

function isSpec(value: unknown): value is WeightSpec {
  if (!isRecord(value)) return false
  const { name, shape, dtype, quantization } = value
  return (
    isText(name) &&
    isText(dtype) &&
    Array.isArray(shape) &&
    shape.every((length) => Number.isSafeInteger(length) && length >= 0) &&
    (quantization === undefined || (isRecord(quantization) && isText(quantization['dtype'])))
  )
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
