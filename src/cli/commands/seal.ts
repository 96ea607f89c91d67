import { existsSync } from 'node:fs'
import { sha256Path } from '../../core/digest.js'
import { RecetteErrors, usageError, type RecetteError } from '../../core/errors.js'
import { momentOf, spaced } from '../../core/recordRules.js'
import { writeFileWhole } from '../../core/writeFileWhole.js'
import { loadPlan, type LoadedPlan } from '../../plan/loadPlan.js'
import { makeSeal } from '../../record/seal.js'
import type { Subject } from '../../core/statement.js'
import { recordUnopened } from '../acceptance/identify.js'
import { EXIT } from '../exitCodes.js'
import { sealPathOf } from '../record/findSeal.js'
import { signingKey } from '../record/keyFiles.js'

/** Fixes the criteria, the sets and the old model, before the new one is seen: it need not be there yet. */
export async function seal(
  path: string,
  options: { key?: string; out?: string; name?: string; force?: boolean; quiet?: boolean },
): Promise<number> {
  const loaded = await loadPlan(path, { filesMustExist: false })
  const out = options.out ?? sealPathOf(path)
  if (existsSync(out) && options.force !== true)
    throw usageError(
      'SEAL_EXISTS',
      `${out} is there already: a seal that is written anew proves nothing of the time before.`,
      'If the criteria are agreed anew, tell the other party and add --force.',
    )
  const subject = await subjectsOf(loaded)
  const key = await signingKey(options.key)
  const { title, confidence, basis, criteria } = loaded.plan
  const sealedAt = momentOf(new Date())
  await writeFileWhole(
    out,
    makeSeal({ title, sealedAt, by: options.name ?? null, confidence, basis, criteria, subject }, key),
  )
  if (options.quiet !== true)
    process.stdout.write(
      [
        `Sealed: ${criteria.length} criteria, ${subject.filter(({ name }) => name.startsWith('set:')).length} sets${subject.some(({ name }) => name === 'model:old') ? ' and the old model' : ''}, on ${sealedAt}.`,
        `${out}   keep it beside the plan, in git, and send a copy to the other party: from now on a report says what was edited since.`,
        `Fingerprint of the key: ${spaced(key.publicKey.fingerprint)}`,
        '',
      ].join('\n'),
    )
  return EXIT.pass
}

async function subjectsOf({ plan, sha256, at }: LoadedPlan): Promise<readonly Subject[]> {
  const missing: RecetteError[] = []
  const { old } = plan.models
  // Without a version, what an endpoint serves may change without its address changing: there is nothing to seal.
  const sealable = old.kind !== 'endpoint' || old.version !== undefined
  const model = sealable ? await recordUnopened(old) : null
  if (sealable && model === null)
    missing.push(
      usageError(
        'SEAL_OLD_MISSING',
        'The old model cannot be read, so it cannot be sealed.',
        'Put it where the plan says.',
        { at: at(['models', 'old']) },
      ),
    )
  const sets: Subject[] = []
  for (const { name, file } of plan.sets) {
    const digest = await sha256Path(file.path).catch(() => null)
    if (digest === null)
      missing.push(
        usageError(
          'SEAL_SET_MISSING',
          `The set "${name}" (${file.shown}) cannot be read, so it cannot be sealed.`,
          'Put it where the plan says.',
          { at: at(['sets', name]) },
        ),
      )
    else sets.push({ name: `set:${name}`, digest: { sha256: digest }, annotations: { file: file.shown } })
  }
  if (missing.length > 0) throw new RecetteErrors(missing)
  return [
    { name: 'plan', digest: { sha256 } },
    ...(model === null
      ? []
      : [{ name: 'model:old', digest: { sha256: model.sha256 }, annotations: { file: model.artifact } }]),
    ...sets,
  ]
}
