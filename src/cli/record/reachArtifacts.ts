import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, sha256Path } from '../../core/digest.js'
import type { Plan, SetSpec } from '../../core/spec.js'
import { openSet } from '../../data/openSet.js'
import { withImages } from '../../data/images/withImages.js'
import { loadPlan } from '../../plan/loadPlan.js'
import type { Subject } from '../../core/statement.js'
import type { Reached } from '../../record/verifyFiles.js'
import { imageColumns } from '../acceptance/imageColumns.js'
import { recordUnopened } from '../acceptance/identify.js'

/**
 * Hashes again, as a run would, what the plan in `folder` names: both models, every set, the seal. The plan is known by its digest. Without
 * it, files are looked for by the names that were signed.
 */
export async function reachArtifacts(
  subjects: readonly Subject[],
  folder: string,
  signal: AbortSignal,
): Promise<readonly Reached[]> {
  const files = await planFiles(folder)
  const digests = await Promise.all(
    files.map(async (file) => ({ file, sha256: sha256(await readFile(join(folder, file))) })),
  )
  const signed = (name: string): string | undefined => subjects.find((one) => one.name === name)?.digest['sha256']
  const planFile = digests.find((one) => one.sha256 === signed('plan'))?.file
  const seal = digests.find((one) => one.sha256 === signed('seal'))
  const plan = planFile === undefined ? null : (await loadPlan(join(folder, planFile), { filesMustExist: false })).plan
  const reached: Reached[] = []
  for (const { name, annotations } of subjects) {
    signal.throwIfAborted()
    if (name === 'result.json' || name === 'report.html') continue
    const shown = annotations?.['file'] ?? (name === 'seal' ? seal?.file : planFile) ?? name
    const digest =
      name === 'plan' || name === 'seal'
        ? digests.find((one) => one.sha256 === signed(name))?.sha256
        : plan === null
          ? await byName(folder, annotations?.['file'])
          : await byPlan(plan, name, signal)
    reached.push({ subject: name, file: shown, digests: digest === undefined ? null : { sha256: digest } })
  }
  return reached
}

async function byPlan(plan: Plan, name: string, signal: AbortSignal): Promise<string | undefined> {
  const [kind, of = ''] = name.split(/:(.*)/s)
  if (kind === 'model' || kind === 'prepare') {
    const spec = of === 'old' ? plan.models.old : plan.models.new
    // Which version an endpoint served then, it alone could say.
    if (spec.kind === 'endpoint' && spec.version === undefined) return undefined
    const model = await recordUnopened(spec)
    return kind === 'model' ? model?.sha256 : model?.prepare?.sha256
  }
  const set = plan.sets.find((one) => one.name === of)
  if (set === undefined) return undefined
  return kind === 'set' ? sha256Path(set.file.path).catch(() => undefined) : imagesOf(plan, set, signal)
}

async function imagesOf(plan: Plan, spec: SetSpec, signal: AbortSignal): Promise<string | undefined> {
  try {
    const set = await openSet(spec)
    return (await withImages(set, imageColumns(plan, set), signal)).identity.images?.sha256
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

/** Names in a record are somebody else's: one that leads out of the folder is not followed. */
async function byName(folder: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined || /(^|[\\/])\.\.([\\/]|$)|^[\\/]/.test(file)) return undefined
  const path = join(folder, file)
  return existsSync(path) ? sha256Path(path).catch(() => undefined) : undefined
}

async function planFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile() && /\.(ya?ml|seal)$/i.test(entry.name)).map(({ name }) => name)
}
