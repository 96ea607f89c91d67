import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Path } from '../core/digest.js'
import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec } from '../core/spec.js'
import { folderOf, MLMODEL, readMlflowFolder, savedWithAnother, type MlflowFolder } from './mlflowFolder.js'
import type { Model, ModelSource } from './model.js'

/** Where the artifact is a folder that MLflow saved (or its MLmodel), the folder, and what is in it. */
export async function openMlflowFolder(
  spec: ArtifactSpec,
): Promise<{ spec: ArtifactSpec; mlflow: MlflowFolder | null }> {
  const path = folderOf(spec.artifact.path)
  const mlmodel = join(path, MLMODEL)
  const found = await stat(mlmodel).catch(() => null)
  if (found === null || !found.isFile()) return { spec, mlflow: null }
  const shown = folderOf(spec.artifact.shown)
  return { spec: { ...spec, artifact: { path, shown } }, mlflow: await readMlflowFolder(mlmodel, shown) }
}

/** The file to start from, which must be there. */
export async function mainFile({ side, artifact }: ArtifactSpec, { native }: MlflowFolder): Promise<string> {
  const file = native?.file ?? MLMODEL
  const found = await stat(join(artifact.path, file)).catch(() => null)
  if (found?.isFile() === true) return file
  throw new RecetteError(
    'MODEL_INCOMPLETE',
    `The ${side} model ${artifact.shown} is an MLflow folder whose ${MLMODEL} names the file "${file}", which is not there.`,
    'Copy the whole folder again, as MLflow saved it.',
  )
}

/** The plan trusts the folder's listing; a host that loads one file of the folder is given the digest of that file. */
export async function trustOf(
  { spec, executes, path }: ModelSource,
  mlflow: MlflowFolder | null,
): Promise<{ readonly trust?: string }> {
  const oneFile = executes && spec.trust !== undefined && mlflow !== null && mlflow.native !== null
  return oneFile ? { trust: await sha256Path(path) } : {}
}

/** What the reader of a report is to know of the folder that a model lies in. */
export function tellFolder(model: Model, folder: MlflowFolder): Model {
  if (folder.native === null) return model
  const { runtime, warnings } = model
  const told = warnings.some(({ code }) => code === 'version-mismatch')
  return {
    ...model,
    runtime: `${runtime}, from an MLflow folder (${folder.native.flavour})`,
    warnings: told ? warnings : [...warnings, ...savedWithAnother(folder, runtime)],
  }
}
