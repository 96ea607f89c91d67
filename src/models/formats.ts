import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { MLMODEL } from './mlflowFolder.js'
import { isCatboost, isXgboost, isXgboostDump } from './python/boosterFiles.js'
import { isLightgbmHead } from './python/features.js'
import { describeReach } from './savedModel/describeReach.js'
import { zipNames } from './zipNames.js'

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
  /** Which program runs it; of `tensorflow`, what is set up: native TensorFlow, else Python. */
  readonly host: 'node' | 'python' | 'tensorflow'
  /** Whether the Python host can run it too, and does where its preparation is in Python. */
  readonly alsoInPython?: true
  /** Whether loading it can execute code of its own; `when-trusted`: code in it is refused unless the plan trusts it. */
  readonly executes?: true | 'when-trusted'
  /** Why this one artifact can do more than compute, where that depends on what is in it; null when it cannot. */
  reaches?(path: string, shown: string): Promise<string | null>
  recognises(artifact: Appearance): boolean | Promise<boolean>
}

/** Every format that a host can run, with its line in host/runtimes.ts, or in harness/python/recette_host/runtimes. */
export const FORMATS: readonly Format[] = [
  {
    // Before ONNX: its first field is a small varint too.
    name: 'tensorflow-savedmodel',
    host: 'tensorflow',
    recognises: ({ path }) => basename(path) === 'saved_model.pb',
    reaches: describeReach,
  },
  {
    name: 'onnx',
    host: 'node',
    alsoInPython: true,
    // A model's first field is ir_version, a small varint: key 0x08. Nothing else is asked of a file that says it is ONNX.
    recognises: ({ extension, head }) =>
      extension === '.onnx' || (extension !== '.json' && head[0] === 0x08 && head[1]! > 0 && head[1]! < 32),
  },
  { name: 'mlflow', host: 'python', executes: true, recognises: ({ path }) => basename(path) === MLMODEL },
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
  {
    name: 'torch-export',
    host: 'python',
    executes: true,
    recognises: async ({ extension, path, head }) =>
      isZip(head) && (extension === '.pt2' || (await zipNames(path)).includes('models/model.json')),
  },
  {
    name: 'torchscript',
    host: 'python',
    executes: true,
    recognises: async ({ path, head }) => isZip(head) && (await zipNames(path)).includes('/constants.pkl'),
  },
  {
    name: 'keras',
    host: 'python',
    executes: 'when-trusted',
    recognises: async ({ extension, path, head }) =>
      isZip(head) && (extension === '.keras' || (await zipNames(path)).includes('model.weights.h5')),
  },
  { name: 'keras-h5', host: 'python', executes: 'when-trusted', recognises: ({ head }) => isHdf5(head) },
  { name: 'tflite', host: 'python', recognises: ({ head }) => head.toString('latin1', 4, 8) === 'TFL3' },
  { name: 'lightgbm', host: 'python', recognises: ({ head }) => isLightgbmHead(head) },
  { name: 'xgboost', host: 'python', recognises: ({ head }) => isXgboost(head) },
  { name: 'catboost', host: 'python', recognises: ({ head }) => isCatboost(head) },
]

/** For messages. */
export const SUPPORTED =
  'ONNX (.onnx), TensorFlow.js layers models and graph models (model.json, or the folder that holds it), scikit-learn (.joblib, .pkl, .skops), LightGBM (its text format), XGBoost (.json, .ubj), CatBoost (.cbm, .json), MLflow model folders, PyTorch programs (TorchScript .pt, exported .pt2), TensorFlow (SavedModel folders, .tflite), Keras (.keras, .h5), and recorded predictions'

export async function formatOf(artifact: Appearance): Promise<Format | null> {
  for (const format of FORMATS) if (await format.recognises(artifact)) return format
  return null
}

/** What is known, and not run. */
interface Refusal {
  readonly what: string
  readonly hint: string
}

const REFUSED: readonly (Refusal & { readonly recognises: (artifact: Appearance) => boolean })[] = [
  {
    what: 'is a PyTorch file of weights or pickled objects (torch.save), not a program: it cannot be run without the code of its class.',
    hint: 'Ask the old agency for the program: torch.export.save(torch.export.export(model.eval(), (example_input,), dynamic_shapes=({0: torch.export.Dim("batch")},)), "model.pt2"); or torch.jit.script(model.eval()).save("model.pt"); or torch.onnx.export(model, (example_input,), "model.onnx").',
    recognises: ({ extension, head }) =>
      ['.pt', '.pth', '.ckpt'].includes(extension) ||
      (isZip(head) && /data\.pkl|constants\.pkl/.test(head.toString('latin1'))),
  },
  {
    what: 'is named like a Keras file, but is neither a .keras archive nor HDF5.',
    hint: "Copy the file again, and compare its size and sha256 with the sender's.",
    recognises: ({ extension }) => ['.keras', '.h5', '.hdf5'].includes(extension),
  },
  {
    what: 'is a TensorFlow graph by itself, which does not say what its inputs and outputs are.',
    hint: 'Ask for the whole folder of the SavedModel (saved_model.pb and variables/), or for ONNX.',
    recognises: ({ extension }) => ['.pb', '.pbtxt'].includes(extension),
  },
  {
    what: 'is named like a TensorFlow Lite model, but does not begin like one.',
    hint: "Copy the file again, and compare its size and sha256 with the sender's.",
    recognises: ({ extension }) => extension === '.tflite',
  },
  {
    what: 'is a dump of the trees of an XGBoost model (dump_model), from which it cannot be made again.',
    hint: 'Ask for the model itself: booster.save_model("model.json").',
    recognises: ({ head }) => isXgboostDump(head),
  },
  {
    what: 'is an XGBoost model in its old binary format, which XGBoost 3.1 and newer no longer read.',
    hint: 'Ask for it in today\'s: with the XGBoost that wrote it (before 3.1), booster.load_model("model.bin"), then booster.save_model("model.ubj").',
    recognises: ({ head }) => head.toString('latin1', 0, 4) === 'binf',
  },
  {
    what: 'is JSON, but neither a model of TensorFlow.js (no "modelTopology"), of XGBoost (no "learner") nor of CatBoost (no "features_info").',
    hint: 'Name the model.json that the converter wrote, or its folder; of XGBoost, what save_model wrote.',
    recognises: ({ extension }) => extension === '.json',
  },
  {
    what: 'is a folder without a model.json or a saved_model.pb.',
    hint: 'Name the model file itself.',
    recognises: ({ path, extension, head }) => extension === '' && head.length === 0 && path !== '',
  },
]

export function refusalOf(artifact: Appearance): Refusal | null {
  return REFUSED.find((refusal) => refusal.recognises(artifact)) ?? null
}

function isHdf5(head: Buffer): boolean {
  return head.subarray(0, 8).equals(Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'))
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
