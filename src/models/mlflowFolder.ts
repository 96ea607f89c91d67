import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { RecetteError } from '../core/errors.js'
import type { HostWarning } from './protocol.js'
import { isInside } from './isInside.js'

/** The file in a folder of MLflow's that says what the rest is. */
export const MLMODEL = 'MLmodel'

const flavourSchema = z.record(z.string(), z.unknown())
const mlmodelSchema = z.object({ flavors: z.record(z.string(), flavourSchema) })

/** What is used of a folder that MLflow saved. */
export interface MlflowFolder {
  /** Every flavour that the folder has, the likeliest to be read first. */
  readonly flavours: readonly string[]
  /**
   * The model's own file, where it can be run without MLflow: then scores are there, and labels, of which MLflow's own prediction gives only
   * the last word. Null where the folder must be run as MLflow's Python function.
   */
  readonly native: { readonly flavour: string; readonly file: string; readonly saved: string | null } | null
}

/** Flavours whose file another runtime reads: where its name stands, and the version that it was saved with. */
const NATIVE: readonly { readonly flavour: string; readonly file: string; readonly version: string | null }[] = [
  { flavour: 'onnx', file: 'data', version: null },
  { flavour: 'sklearn', file: 'pickled_model', version: 'sklearn_version' },
  { flavour: 'xgboost', file: 'data', version: 'xgb_version' },
  { flavour: 'lightgbm', file: 'data', version: 'lgb_version' },
  { flavour: 'catboost', file: 'data', version: 'catboost_version' },
]

/** Reads a folder's MLmodel. A flavour with code of its own (`code_paths`) needs MLflow's way of loading it. */
export async function readMlflowFolder(mlmodel: string, shown: string): Promise<MlflowFolder> {
  const { flavors } = await readMlmodel(mlmodel, shown)
  const flavours = Object.keys(flavors)
  for (const { flavour, file, version } of NATIVE) {
    const found = flavors[flavour]
    const name = found?.[file]
    if (found === undefined || typeof name !== 'string' || typeof found['code'] === 'string') continue
    const saved = version === null ? undefined : found[version]
    return { flavours, native: { flavour, file: inside(name, shown), saved: typeof saved === 'string' ? saved : null } }
  }
  if (flavors['python_function'] === undefined)
    throw new RecetteError(
      'MODEL_FORMAT_UNSUPPORTED',
      `${shown} is an MLflow model with the flavour${flavours.length > 1 ? 's' : ''} ${flavours.join(', ') || 'none'}, none of which can be run here.`,
      'Ask for it with the flavour onnx or python_function, or record its predictions.',
      { kind: 'usage' },
    )
  return { flavours, native: null }
}

/** A folder may be named by itself or by its MLmodel. */
export function folderOf(path: string): string {
  return basename(path) === MLMODEL ? dirname(path) : path
}

/** Packages by the names that pip knows, from the requirements that MLflow wrote beside the model. */
export async function requiredPackages(mlmodel: string): Promise<readonly string[]> {
  const text = await readFile(join(dirname(mlmodel), 'requirements.txt'), 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => /^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1]?.toLowerCase() ?? [])
}

/** A warning where the folder was saved with another version than that of the runtime, `xgboost 3.2.0 (…)`. */
export function savedWithAnother({ native }: MlflowFolder, runtime: string): HostWarning[] {
  const [, name, running] = /^(\S+) (\d[\w.]*)/.exec(runtime) ?? []
  if (native === null || native.saved === null || name === undefined || running === undefined) return []
  // A pickle of LightGBM's is run by scikit-learn, whose version says nothing of LightGBM's.
  if (native.saved === running || name !== (native.flavour === 'sklearn' ? 'scikit-learn' : native.flavour)) return []
  return [{ code: 'version-mismatch', values: { package: name, saved: native.saved, running } }]
}

async function readMlmodel(path: string, shown: string): Promise<z.output<typeof mlmodelSchema>> {
  const unreadable = (reason: string, cause?: unknown): RecetteError =>
    new RecetteError(
      'MODEL_UNREADABLE',
      `${shown}/${MLMODEL} cannot be read: ${reason}.`,
      'Copy the whole folder again, as MLflow saved it (mlflow artifacts download).',
      { cause },
    )
  try {
    const found = mlmodelSchema.safeParse(parse(await readFile(path, 'utf8')))
    if (found.success) return found.data
    throw unreadable('it names no flavours')
  } catch (error) {
    if (error instanceof RecetteError) throw error
    throw unreadable(error instanceof Error ? error.message.split('\n')[0]! : 'it is not YAML', error)
  }
}

function inside(name: string, shown: string): string {
  if (isInside(name)) return name
  throw new RecetteError(
    'MODEL_OUTSIDE_FOLDER',
    `${shown}/${MLMODEL} names the file "${name}", which lies outside its folder.`,
    'Ask for the folder as MLflow saved it: a model may only consist of its own files.',
  )
}
