import { readFile } from 'node:fs/promises'
import { isLightgbmHead } from './python/features.js'

/** What can be seen of an artifact without understanding it. */
export interface Appearance {
  /** The file; of a folder, the one to start from. */
  readonly path: string
  /** Lower case, with its dot. */
  readonly extension: string
  /** The first bytes of the file. */
  readonly head: Buffer
  /** Names in the folder when the artifact is one; else empty. */
  readonly entries: readonly string[]
}

export interface Format {
  readonly name: string
  /** Which program runs it. */
  readonly host: 'node' | 'python'
  /** Whether loading it can execute code of its own. */
  readonly executes?: true
  recognises(artifact: Appearance): boolean | Promise<boolean>
}

/** Every format that a host can run, with its line in host/runtimes.ts, or in harness/python/recette_host/runtimes. */
export const FORMATS: readonly Format[] = [
  {
    name: 'onnx',
    host: 'node',
    // A model's first field is ir_version, a small varint: key 0x08. Nothing else is asked of a file that says it is ONNX.
    recognises: ({ extension, head }) =>
      extension === '.onnx' || (extension !== '.json' && head[0] === 0x08 && head[1]! > 0 && head[1]! < 32),
  },
  {
    name: 'tfjs-layers',
    host: 'node',
    recognises: async (artifact) => (await modelJsonKind(artifact)) === 'layers-model',
  },
  {
    name: 'tfjs-graph',
    host: 'node',
    recognises: async (artifact) => (await modelJsonKind(artifact)) === 'graph-model',
  },
  { name: 'joblib', host: 'python', executes: true, recognises: ({ path }) => /\.joblib(\.\w+)?$/i.test(path) },
  {
    name: 'pickle',
    host: 'python',
    executes: true,
    recognises: ({ path, head }) =>
      /\.(pkl|pickle)(\.\w+)?$/i.test(path) || (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5),
  },
  { name: 'skops', host: 'python', recognises: ({ extension, head }) => extension === '.skops' && isZip(head) },
  { name: 'lightgbm', host: 'python', recognises: ({ head }) => isLightgbmHead(head) },
]

/** For messages. */
export const SUPPORTED =
  'ONNX (.onnx), TensorFlow.js layers models and graph models (model.json, or the folder that holds it), scikit-learn (.joblib, .pkl, .skops), LightGBM (its text format), and recorded predictions'

export async function formatOf(artifact: Appearance): Promise<Format | null> {
  for (const format of FORMATS) if (await format.recognises(artifact)) return format
  return null
}

/** What is known, and not run. */
interface Refusal {
  readonly what: string
  readonly hint: string
}

const EXECUTES = 'can execute any code when it is loaded'

const REFUSED: readonly (Refusal & { readonly recognises: (artifact: Appearance) => boolean })[] = [
  {
    what: `is a PyTorch file, which ${EXECUTES}: Recette does not run it, and does not support it yet.`,
    hint: 'Export the model with torch.onnx.export, or record its predictions.',
    recognises: ({ extension, head }) =>
      ['.pt', '.pth', '.ckpt'].includes(extension) ||
      (isZip(head) && /data\.pkl|constants\.pkl/.test(head.toString('latin1'))),
  },
  {
    what: 'is a Keras model, which is not supported yet.',
    hint: 'Export it to ONNX (tf2onnx) or TensorFlow.js (tensorflowjs_converter), or record its predictions.',
    recognises: ({ extension, head }) =>
      ['.keras', '.h5', '.hdf5'].includes(extension) || head.subarray(0, 4).equals(Buffer.from('\x89HDF', 'latin1')),
  },
  {
    what: 'is a TensorFlow SavedModel, which is not supported yet.',
    hint: 'Export it to ONNX (tf2onnx) or TensorFlow.js (tensorflowjs_converter), or record its predictions.',
    recognises: ({ extension, entries }) => entries.includes('saved_model.pb') || extension === '.pb',
  },
  {
    what: 'is a TensorFlow Lite model, which is not supported yet.',
    hint: 'Export it to ONNX (tf2onnx), or record its predictions.',
    recognises: ({ extension, head }) => extension === '.tflite' || head.toString('latin1', 4, 8) === 'TFL3',
  },
  {
    what: 'is JSON, but neither a TensorFlow.js layers model nor a graph model (no "modelTopology").',
    hint: 'Name the model.json that the converter wrote, or its folder.',
    recognises: ({ extension }) => extension === '.json',
  },
  {
    what: 'is a folder without a model.json.',
    hint: 'Name the model file itself.',
    recognises: ({ path, extension, head }) => extension === '' && head.length === 0 && path !== '',
  },
]

export function refusalOf(artifact: Appearance): Refusal | null {
  return REFUSED.find((refusal) => refusal.recognises(artifact)) ?? null
}

function isZip(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
}

/** The converter writes `format`; older files and those of `model.save` are told by the shape of their topology. */
async function modelJsonKind({ path, extension, head }: Appearance): Promise<'layers-model' | 'graph-model' | null> {
  if (extension !== '.json' || head.length === 0) return null
  const text = await readFile(path, 'utf8')
  let model: { format?: unknown; modelTopology?: Record<string, unknown> | null }
  try {
    model = JSON.parse(text) as typeof model
  } catch {
    return null
  }
  if (model.format === 'layers-model' || model.format === 'graph-model') return model.format
  const topology = model.modelTopology
  if (topology === null || typeof topology !== 'object') return null
  if ('node' in topology) return 'graph-model'
  return 'model_config' in topology || 'config' in topology ? 'layers-model' : null
}
