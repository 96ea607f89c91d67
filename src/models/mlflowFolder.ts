import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { RecetteError } from '../core/errors.js'
import type { HostWarning } from './protocol.js'
import { isInside } from './isInside.js'
import { findNative, type NativeFile } from './mlflowNative.js'

/** The file in a folder of MLflow's that says what the rest is. */
export const MLMODEL = 'MLmodel'

const flavourSchema = z.record(z.string(), z.unknown())
const mlmodelSchema = z.object({
  flavors: z.record(z.string(), flavourSchema),
  saved_input_example_info: z.unknown().optional(),
  signature: z.unknown().optional(),
})

/** What is used of a folder that MLflow saved. */
export interface MlflowFolder {
  /** Every flavour that the folder has, the likeliest to be read first. */
  readonly flavours: readonly string[]
  /** Whether a case to try it with lies in it, and whether it tells its inputs. */
  readonly inputExample: boolean
  readonly signature: boolean
  /**
   * The model's own file, where it can be run without MLflow: then scores are there, and labels, of which MLflow's own prediction gives only
   * the last word. Null where the folder must be run as MLflow's Python function.
   */
  readonly native: NativeFile | null
}

/** Reads a folder's MLmodel. */
export async function readMlflowFolder(mlmodel: string, shown: string): Promise<MlflowFolder> {
  const written = await readMlmodel(mlmodel, shown)
  const flavours = Object.keys(written.flavors)
  const facts = {
    flavours,
    inputExample: isTold(written.saved_input_example_info),
    signature: isTold(written.signature),
  }
  const native = await findNative(dirname(mlmodel), written.flavors, (name) => inside(name, shown))
  if (native !== null || flavours.includes('python_function')) return { ...facts, native }
  throw new RecetteError(
    'MODEL_FORMAT_UNSUPPORTED',
    `${shown} is an MLflow model with the flavour${flavours.length > 1 ? 's' : ''} ${flavours.join(', ') || 'none'}, none of which can be run here.`,
    flavours.includes('pytorch')
      ? PROGRAM
      : 'Ask for it with the flavour onnx or python_function, or record its predictions.',
    { kind: 'usage' },
  )
}

/** MLflow writes null where there is nothing. */
function isTold(value: unknown): boolean {
  return value !== undefined && value !== null
}

const PROGRAM =
  'Ask for it as a program, which needs no class of theirs: mlflow.pytorch.save_model(model, path, serialization_format="pt2", input_example=example).'

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
  if (release(native.saved) === running || name !== (PACKAGE_OF[native.flavour] ?? native.flavour)) return []
  return [{ code: 'version-mismatch', values: { package: name, saved: native.saved, running } }]
}

const PACKAGE_OF: Readonly<Record<string, string>> = { sklearn: 'scikit-learn', pytorch: 'torch' }

/** 2.13.0+cpu is 2.13.0 built for a machine without CUDA. */
function release(version: string): string {
  return version.split('+')[0]!
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
