import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { zipNames } from './zipNames.js'

/** What an MLmodel says of one flavour. */
export type Flavour = Readonly<Record<string, unknown>>

/** A flavour whose own file another runtime reads. */
interface NativeFlavour {
  readonly flavour: string
  /** The key of the version that it was saved with. */
  readonly version: string | null
  /** Names of the file, from the folder: the first that is there is the model. */
  files(flavour: Flavour): readonly string[]
  /** Whether the file is whole without code that the folder brings along. */
  readonly standsAlone?: true
  /** Whether the file can be run by itself; true unless told. */
  runs?(path: string): Promise<boolean>
}

const NATIVE: readonly NativeFlavour[] = [
  { flavour: 'onnx', version: null, files: named('data') },
  { flavour: 'sklearn', version: 'sklearn_version', files: named('pickled_model') },
  { flavour: 'xgboost', version: 'xgb_version', files: named('data') },
  { flavour: 'lightgbm', version: 'lgb_version', files: named('data') },
  { flavour: 'catboost', version: 'catboost_version', files: named('data') },
  {
    flavour: 'pytorch',
    version: 'pytorch_version',
    files: named('model_data', '/model.pt2', '/model.pth'),
    standsAlone: true,
    runs: isProgram,
  },
  {
    flavour: 'keras',
    version: 'keras_version',
    files: named('data', '/model.keras', '/model.h5', '/model/saved_model.pb'),
  },
  {
    // What it calls keras_version is TensorFlow's.
    flavour: 'tensorflow',
    version: null,
    files: (flavour) => [
      ...named('data', '/model.keras', '/model.h5', '/model/saved_model.pb')(flavour),
      ...named('saved_model_dir', '/saved_model.pb')(flavour),
    ],
  },
]

export interface NativeFile {
  readonly flavour: string
  readonly file: string
  /** The version that it was saved with. */
  readonly saved: string | null
}

/**
 * The file of the first flavour that can be run without MLflow; null where there is none. `check` refuses the name of a file outside the
 * folder. A flavour with code of its own needs MLflow's way of loading it.
 */
export async function findNative(
  folder: string,
  flavours: Readonly<Record<string, Flavour>>,
  check: (name: string) => string,
): Promise<NativeFile | null> {
  for (const { flavour, version, files, standsAlone, runs } of NATIVE) {
    const found = flavours[flavour]
    if (found === undefined || (typeof found['code'] === 'string' && standsAlone === undefined)) continue
    const names = files(found).map(check)
    const file = (await firstThere(folder, names)) ?? names[0]
    if (file === undefined || (await runs?.(join(folder, file))) === false) continue
    const saved = version === null ? undefined : found[version]
    return { flavour, file, saved: typeof saved === 'string' ? saved : null }
  }
  return null
}

/** The name that stands under a key, with each of the endings. */
function named(key: string, ...endings: readonly string[]): (flavour: Flavour) => readonly string[] {
  return (flavour) => {
    const name = flavour[key]
    if (typeof name !== 'string') return []
    return endings.length === 0 ? [name] : endings.map((ending) => `${name}${ending}`)
  }
}

async function firstThere(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) if ((await stat(join(folder, name)).catch(() => null))?.isFile() === true) return name
  return undefined
}

/** An exported program or TorchScript; the objects that `torch.save` pickled need their classes. What is not there is told elsewhere. */
async function isProgram(path: string): Promise<boolean> {
  if (path.endsWith('.pt2')) return true
  const names = await zipNames(path).catch(() => null)
  return names === null || names.includes('/constants.pkl')
}
