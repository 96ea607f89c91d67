import { existsSync } from 'node:fs'
import { RecetteError } from '../../core/errors.js'
import { writeFileWhole } from '../../core/writeFileWhole.js'
import { terminalAsker } from '../drafting/asker.js'
import { inferPlan, type InferredPlan, type SourceOptions } from '../inferPlan.js'
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
  const signal = interruptible()
  const { yaml, notes } = await draft(options, signal)
  await writeFileWhole(options.out, yaml)
  for (const note of notes) process.stdout.write(`• ${note}\n`)
  process.stdout.write(`\nWrote ${options.out}. Read it, then: recette run ${options.out}\n`)
  return 0
}

/** Questions go to stderr, as the output may be a file; where either end is not a person's, nobody is asked. */
async function draft(options: SourceOptions & { out: string }, signal: AbortSignal): Promise<InferredPlan> {
  const how = { signal, planPath: options.out, guessLabelMap: true }
  if (!process.stdin.isTTY || !process.stderr.isTTY) return inferPlan(options, how)
  using asker = terminalAsker(process.stdin, process.stderr, signal)
  return await inferPlan(options, { ...how, asker })
}
