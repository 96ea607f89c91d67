import { existsSync } from 'node:fs'
import { RecetteError } from '../../core/errors.js'
import type { ModelSpec, Plan } from '../../core/spec.js'
import { loadPlan } from '../../plan/loadPlan.js'
import { EXIT } from '../exitCodes.js'
import { interruptible } from '../interruption.js'
import { assumeOld } from '../power/assumedOld.js'
import { outlooksOf } from '../power/outlook.js'
import { rehearse, type Rehearsal } from '../power/rehearse.js'
import { renderPower } from '../power/renderPower.js'
import { printProblems } from '../printProblems.js'
import { showProgress, silent } from '../progress.js'
import { colorOn, columnsOf } from '../terminal.js'

export interface PowerOptions {
  readonly power?: string
  readonly discordance?: string
  readonly errorRate?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
}

/** What a new model is taken to share with old where nothing is said: a quarter, and three quarters, of its answers are its own. */
const USUAL_SHARES = [0.25, 0.75] as const
/** Of an old model that cannot be asked, where nothing is said. */
const USUAL_ERROR_RATE = 0.1

/** Tells, before the run, what the stored cases can decide. Exit code 0 if every criterion can be decided, 3 if one cannot, 4 if it could not be told. */
export async function power(path: string, options: PowerOptions): Promise<number> {
  const signal = interruptible()
  const wanted = share(options.power ?? '80', '--power', [0.5, 0.999])
  const errorRate = options.errorRate === undefined ? null : share(options.errorRate, '--error-rate', [0, 0.5])
  const discordance = options.discordance === undefined ? null : share(options.discordance, '--discordance', [0, 1])
  // The new model need not be there yet, nor the old one.
  const loaded = await loadPlan(path, { filesMustExist: false })
  const progress = options.quiet === true || options.json === true ? silent : showProgress(process.stderr)
  const found = errorRate === null ? whatIsThere(loaded.plan) : null
  using assumed = found === null ? await assumeOld(loaded.plan, errorRate ?? USUAL_ERROR_RATE, signal) : null
  const old = found ?? assumed!.spec
  try {
    const on = (part: number): Promise<Rehearsal> => rehearse(loaded, old, part, wanted, { progress, signal })
    const rehearsals: Rehearsal[] = []
    for (const part of discordance === null ? USUAL_SHARES : [await shareFor(discordance, await on(1))]) {
      rehearsals.push(await on(part))
      if (rehearsals[0]!.result.problems.length > 0) break
    }
    progress.clear()
    const { result } = rehearsals[0]!
    if (result.problems.length > 0) {
      printProblems(result.problems, options)
      if (found !== null)
        process.stderr.write('→ If old cannot be run here, give its error rate instead: --error-rate 8 %\n')
      return EXIT.couldNotRun
    }
    const outlooks = outlooksOf(loaded.plan.criteria, rehearsals)
    const told = {
      power: wanted,
      confidence: loaded.plan.confidence,
      old: found === null ? ('assumed' as const) : ('asked' as const),
      errorRate: found === null ? (errorRate ?? USUAL_ERROR_RATE) : errorRateOf(result),
      discordance: rehearsals.map((one) => one.discordance).filter((one) => one !== null),
      criteria: outlooks,
    }
    if (options.json === true) process.stdout.write(`${JSON.stringify(told, null, 2)}\n`)
    else if (options.quiet !== true)
      process.stdout.write(
        renderPower(told, loaded.plan, { color: colorOn(process.stdout), columns: columnsOf(process.stdout) }),
      )
    return exitCode(outlooks)
  } finally {
    progress.clear()
  }
}

function exitCode(outlooks: ReturnType<typeof outlooksOf>): number {
  const counted = outlooks.filter(({ level }) => level === 'error')
  if (!counted.some(({ measure }) => measure !== 'coverage')) return EXIT.couldNotRun
  return counted.some(({ decided }) => decided === 'no' || decided === 'perhaps') ? EXIT.inconclusive : EXIT.pass
}

/** Old as the plan has it, or what it answered earlier; null when neither is on this machine, or asking would cost calls. */
function whatIsThere({ models: { old }, sets }: Plan): ModelSpec | null {
  if (old.kind === 'endpoint') return null
  if (old.kind === 'artifact') return existsSync(old.artifact.path) ? old : null
  const compared = sets.filter(({ role }) => role === 'test' || role === 'validation')
  return compared.every(({ name }) => existsSync((old.files[name] ?? old.files['*'])?.path ?? '')) ? old : null
}

function errorRateOf({ estimates }: Rehearsal['result']): number | null {
  const right = estimates.find(
    ({ measure, of, slice }) =>
      (measure === 'accuracy' || measure === 'subsetAccuracy') && of === 'old' && slice === null,
  )
  return right?.value === null || right?.value === undefined ? null : 1 - right.value
}

/** With how many answers of its own a stand-in of the same quality comes to differ in `discordance` of the cases. */
function shareFor(discordance: number, { discordance: most, result }: Rehearsal): number {
  if (result.problems.length > 0) return 1
  if (most !== null && discordance <= most) return most === 0 ? 0 : discordance / most
  throw new RecetteError(
    'DISCORDANCE_TOO_LARGE',
    most === null
      ? '--discordance is about answers that are right or wrong; this task has none.'
      : `Two models of the old one's quality that share nothing else differ in ${(100 * most).toFixed(1)} % of these cases, not in ${(100 * discordance).toFixed(1)} %.`,
    'Leave --discordance out, or give a smaller one.',
    { kind: 'usage' },
  )
}

/** `80`, `80 %`, `80%` or `0.8`... a bare number above 1 is per cent. */
function share(text: string, option: string, [low, high]: readonly [number, number]): number {
  const number = Number(text.replace('%', '').trim().replace(',', '.'))
  const value = text.includes('%') || number > 1 ? number / 100 : number
  if (text.trim() !== '' && value > low && value < high) return value
  throw new RecetteError(
    'NOT_A_SHARE',
    `${option} is "${text}", but must be a share between ${100 * low} % and ${100 * high} %.`,
    `Write it in per cent, e.g. ${option} "${option === '--power' ? '90' : '5'} %".`,
    { kind: 'usage' },
  )
}
