import { existsSync } from 'node:fs'
import { RecetteError } from '../../core/errors.js'
import type { ArtifactSpec } from '../../core/spec.js'
import { findModel } from '../../models/findModel.js'
import { featuresOf, isPythonFormat, type Feature } from '../../models/python/features.js'
import { setupPython } from '../../models/python/setupPython.js'
import { loadPlan } from '../../plan/loadPlan.js'
import { fileRef, LOOK } from '../fileRef.js'
import { interruptible } from '../interruption.js'

const DEFAULT_PLAN = 'recette.yaml'

/** Makes the environment that the artifacts need; what they are is read from plans, or they are named themselves. */
export async function setupPythonFor(
  files: readonly string[],
  options: { python?: string; quiet?: boolean },
): Promise<number> {
  const say = (line: string): void => {
    if (options.quiet !== true) process.stderr.write(`${line}\n`)
  }
  const specs = (await Promise.all(namedFiles(files).map(artifactsOf))).flat()
  const features = new Set<Feature>()
  for (const spec of specs) {
    const { format, path } = await findModel(spec)
    const needed = isPythonFormat(format) ? await featuresOf(format, path) : []
    say(`${spec.artifact.shown} (${format}) needs ${needed.length === 0 ? 'no Python' : needed.join(', ')}`)
    for (const feature of needed) features.add(feature)
  }
  if (features.size === 0) return 0
  const { python } = options
  const { folder, installed } = await setupPython({
    features: [...features],
    ...(python === undefined ? {} : { python }),
    progress: (line) => say(`  ${line}`),
    signal: interruptible(),
  })
  say(installed.length === 0 ? `All of it is already in ${folder}` : `Installed in ${folder}`)
  return 0
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
