import { existsSync } from 'node:fs'
import { RecetteError } from '../../core/errors.js'
import { writeFileWhole } from '../../core/writeFileWhole.js'
import { inferPlan, type SourceOptions } from '../inferPlan.js'
import { interruptible } from '../interruption.js'

/** Writes the plan that a run without a plan would follow, with comments that say what was guessed. */
export async function init(options: SourceOptions & { out: string; force?: boolean }): Promise<number> {
  if (existsSync(options.out) && options.force !== true) {
    throw new RecetteError(
      'PLAN_EXISTS',
      `${options.out} exists already.`,
      'Give another name with --out, or replace it with --force.',
      { kind: 'usage' },
    )
  }
  const { yaml, notes } = await inferPlan(options, interruptible(), options.out)
  await writeFileWhole(options.out, yaml)
  for (const note of notes) process.stdout.write(`• ${note}\n`)
  process.stdout.write(`\nWrote ${options.out}. Read it, then: recette run ${options.out}\n`)
  return 0
}
