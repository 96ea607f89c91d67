import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import { loadPlan, type LoadedPlan } from '../../plan/loadPlan.js'
import { exitCodeOf } from '../exitCodes.js'
import type { SourceOptions } from '../inferPlan.js'
import { interruptible } from '../interruption.js'
import { asksForPlan, pointToInit, WRITE_PLAN } from '../pointToInit.js'
import { printProblems } from '../printProblems.js'
import { showProgress, silent } from '../progress.js'
import { findSeal } from '../record/findSeal.js'
import { requireWritable } from '../requireWritable.js'
import type { NamedCase } from '../acceptance/measureNoiseFloor.js'
import { writeUnstableCases } from '../unstableCases.js'

export interface RunOptions extends SourceOptions {
  readonly out: string
  readonly answers?: string
  readonly seal?: string
  readonly causes?: boolean
  readonly quiet?: boolean
  readonly lang?: string
  readonly verbose?: boolean
}

/** Options that take the place of a plan. */
const OF_SOURCES = [
  ...(['old', 'new', 'set', 'reference', 'label', 'id', 'positive', 'segments', 'preset', 'task', 'python'] as const),
  ...(['inputsOld', 'inputsNew', 'outputOld', 'outputNew', 'labelsOld', 'labelsNew', 'tokenOld', 'tokenNew'] as const),
]

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** Where a plan is looked for when none is named and no model is given either. */
const USUAL_PLAN = 'recette.yaml'

export async function run(path: string | undefined, options: RunOptions): Promise<number> {
  const signal = interruptible()
  const progress = options.quiet === true ? silent : showProgress(process.stderr)
  let planless = false
  try {
    const { loaded, inferred } = await findPlan(path, options, signal)
    planless = inferred
    const seal = inferred && options.seal === undefined ? null : await findSeal(path ?? USUAL_PLAN, options.seal)
    requireWritable(options.out)
    const { runAcceptance, writeOutputs, showResult } = await loadRest()
    const unstable: NamedCase[] = []
    const result = await runAcceptance({
      plan: loaded.plan,
      planSha256: loaded.sha256,
      inferred,
      notices: loaded.notices,
      seal,
      at: loaded.at,
      answers: options.answers ?? join(options.out, 'answers'),
      lookForCauses: options.causes === true,
      tellUnstable: (cases) => void unstable.push(...cases),
      progress,
      signal,
    })
    signal.throwIfAborted()
    const outputs = writeOutputs(result, options.out)
    const list = writeUnstableCases(unstable, outputs.directory)
    progress.clear()
    if (list !== null) process.stderr.write(unstableLine(unstable.length, list))
    printProblems(result.problems, options)
    if (inferred && result.problems.some(({ hint }) => asksForPlan(hint))) process.stderr.write(`→ ${WRITE_PLAN}\n`)
    showResult(result, outputs, options)
    return exitCodeOf(result)
  } catch (error) {
    throw planless ? pointToInit(error) : error
  } finally {
    progress.clear()
  }
}

function unstableLine(cases: number, list: string): string {
  return `! ${cases} ${cases === 1 ? 'case is' : 'cases are'} not always answered alike; their ids (personal data, keep them out of what you send): ${list}\n`
}

/** Whatever measures and renders takes a while to load: a plan with mistakes is told of them without it. */
async function loadRest() {
  const [acceptance, outputs, show] = await Promise.all([
    import('../acceptance/runAcceptance.js'),
    import('../outputs.js'),
    import('../showResult.js'),
  ])
  return { ...acceptance, ...outputs, ...show }
}

async function findPlan(
  path: string | undefined,
  options: RunOptions,
  signal: AbortSignal,
): Promise<{ loaded: LoadedPlan; inferred: boolean }> {
  const given = OF_SOURCES.filter((name) => options[name] !== undefined)
  if (path === undefined && given.length > 0) {
    const { inferPlan } = await import('../inferPlan.js')
    const { loaded, notes } = await inferPlan(options, { signal })
    if (options.quiet !== true) for (const note of notes) process.stderr.write(`• ${note}\n`)
    return { loaded, inferred: true }
  }
  if (path !== undefined && given.length > 0) {
    throw new RecetteError(
      'PLAN_AND_OPTIONS',
      `Both a plan (${path}) and ${given.map(flagOf).join(', ')} are given: which counts?`,
      'Change the plan, or leave it out to have one inferred from the options.',
      { kind: 'usage' },
    )
  }
  if (path === undefined && !existsSync(USUAL_PLAN)) {
    throw new RecetteError(
      'PLAN_MISSING',
      `No plan is named, and there is no ${USUAL_PLAN} here.`,
      'Name a plan (`recette run recette.yaml`), or give the files: `recette run --old a.onnx --new b/model.json --set test.csv --label churned`.',
      { kind: 'usage' },
    )
  }
  return { loaded: await loadPlan(path ?? USUAL_PLAN), inferred: false }
}
