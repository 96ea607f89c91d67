import { existsSync } from 'node:fs'
import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec } from '../core/spec.js'
import { loadPlan } from '../plan/loadPlan.js'
import { fileRef, LOOK } from './fileRef.js'

const DEFAULT_PLAN = 'recette.yaml'

/** The artifacts that a set-up command is for: those of the plans that are named, and those that are named themselves. */
export async function namedArtifacts(files: readonly string[]): Promise<readonly ArtifactSpec[]> {
  return (await Promise.all(namedFiles(files).map(artifactsOf))).flat()
}

function namedFiles(files: readonly string[]): readonly string[] {
  if (files.length > 0) return files
  if (existsSync(DEFAULT_PLAN)) return [DEFAULT_PLAN]
  throw new RecetteError(
    'SOURCES_MISSING',
    `No plan or artifact is named, and there is no ${DEFAULT_PLAN} here.`,
    'For example: recette setup python recette.yaml, or recette setup python model.joblib',
    { kind: 'usage' },
  )
}

async function artifactsOf(path: string): Promise<readonly ArtifactSpec[]> {
  if (!/\.ya?ml$/i.test(path)) return [{ kind: 'artifact', side: 'new', artifact: fileRef(path), ...LOOK }]
  const { plan } = await loadPlan(path, { filesMustExist: false })
  return Object.values(plan.models).flatMap((spec) => (spec.kind === 'artifact' ? [spec] : []))
}
