import { open, readFile } from 'node:fs/promises'
import { gunzipSync, inflateSync } from 'node:zlib'
import { requiredPackages } from '../mlflowFolder.js'

/** Groups of Python packages, each with its file harness/python/requirements-NAME.txt. Every host needs `base` besides. */
export const FEATURES = [
  'sklearn',
  'lightgbm',
  'xgboost',
  'catboost',
  'torch',
  'tensorflow',
  'tflite',
  'mlflow',
  'onnx',
] as const

export type Feature = (typeof FEATURES)[number]

/** What the package is called, for messages and for looking up its version. */
export const PACKAGE: Readonly<Record<Feature, string>> = {
  sklearn: 'scikit-learn',
  lightgbm: 'lightgbm',
  xgboost: 'xgboost',
  catboost: 'catboost',
  torch: 'torch',
  tensorflow: 'tensorflow',
  tflite: 'ai-edge-litert',
  mlflow: 'mlflow-skinny',
  onnx: 'onnxruntime',
}

/** Other names under which the same package is published: without code for graphics cards, it is much smaller. */
export const ALSO_PUBLISHED: Readonly<Record<string, string>> = { xgboost: 'xgboost-cpu', 'mlflow-skinny': 'mlflow' }

/** What a format always needs. */
export const FEATURE_OF: Readonly<Record<string, Feature>> = {
  pickle: 'sklearn',
  joblib: 'sklearn',
  skops: 'sklearn',
  lightgbm: 'lightgbm',
  xgboost: 'xgboost',
  catboost: 'catboost',
  torchscript: 'torch',
  'torch-export': 'torch',
  keras: 'tensorflow',
  'keras-h5': 'tensorflow',
  'tensorflow-savedmodel': 'tensorflow',
  tflite: 'tflite',
  mlflow: 'mlflow',
  onnx: 'onnx',
}

/** Packages whose models are put into pickles, alone or as a step of a pipeline. */
const GUESTS = ['lightgbm', 'xgboost', 'catboost'] as const

/** The packages that an artifact needs. A pickle is searched for the names of others, which it must hold to use them. */
export async function featuresOf(format: string, path: string): Promise<readonly Feature[]> {
  const feature = FEATURE_OF[format]
  if (feature === undefined) throw new Error(`bug: format ${format} is not Python's`)
  if (format === 'mlflow') return [feature, ...(await featuresRequired(path))]
  if (format !== 'pickle' && format !== 'joblib' && format !== 'skops') return [feature]
  const content = await readPlain(path)
  return [feature, ...GUESTS.filter((name) => content.includes(`${name}.`) || content.includes(`${name}\n`))]
}

/** Those of the packages that a folder of MLflow's requires. */
async function featuresRequired(mlmodel: string): Promise<readonly Feature[]> {
  const required = await requiredPackages(mlmodel)
  const names = (feature: Feature): readonly (string | undefined)[] => [
    PACKAGE[feature],
    ALSO_PUBLISHED[PACKAGE[feature]],
  ]
  return FEATURES.filter(
    (feature) => feature !== 'mlflow' && names(feature).some((name) => name !== undefined && required.includes(name)),
  )
}

/** Decompressed where joblib compressed it by zlib or gzip; of other compressions nothing is found, and the host says what is missing. */
async function readPlain(path: string): Promise<Buffer> {
  const content = await readFile(path)
  try {
    if (content[0] === 0x1f && content[1] === 0x8b) return gunzipSync(content)
    return content[0] === 0x78 ? inflateSync(content) : content
  } catch {
    return content
  }
}

/** LightGBM's own text format, which has the extension of any other text. */
export async function isLightgbmText(path: string): Promise<boolean> {
  try {
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return isLightgbmHead(buffer.subarray(0, bytesRead))
  } catch {
    return false
  }
}

export function isLightgbmHead(head: Buffer): boolean {
  return /^tree\r?\nversion=/.test(head.toString('latin1', 0, 16))
}

/** The formats that a feature is there for. */
export function formatsOf(feature: Feature): readonly string[] {
  return Object.keys(FEATURE_OF).filter((format) => FEATURE_OF[format] === feature)
}
