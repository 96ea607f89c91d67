import { dirname, join } from 'node:path'
import { sliceKey } from '../../core/estimate.js'
import { usageError } from '../../core/errors.js'
import type { Result } from '../../core/result.js'
import { loadPlan, type LoadedPlan } from '../../plan/loadPlan.js'
import { classEvidenceOf, flipsOf } from '../../report/words/flips.js'
import { runAcceptance } from '../acceptance/runAcceptance.js'
import type { CaseKind } from '../cases/caseKinds.js'
import { CaseList, type ListedCase } from '../cases/listCases.js'
import { writeCases } from '../cases/writeCases.js'
import { EXIT } from '../exitCodes.js'
import { interruptible } from '../interruption.js'
import { printProblems } from '../printProblems.js'
import { showProgress, silent, type Progress } from '../progress.js'
import { readResult } from '../readResult.js'

export interface CasesOptions {
  readonly plan: string
  readonly kind: CaseKind
  readonly set?: string
  readonly slice?: string
  readonly most?: string
  readonly out: string
  readonly answers?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
}

/**
 * Lists the single cases behind a number of a report, for the engineer who must find out why: no report holds them and answers are not kept, so
 * the plan is replayed. Exit code 0 when the list was written, also when it is empty.
 */
export async function cases(path: string, options: CasesOptions): Promise<number> {
  const signal = interruptible()
  const [result, loaded] = await Promise.all([readResult(path), loadPlan(options.plan, { filesMustExist: true })])
  const list = new CaseList({
    kind: options.kind,
    idColumn: idColumnOf(result, loaded, options),
    slice: options.slice ?? null,
    most: mostOf(options.most),
  })
  requireSame([['the plan', result.plan.sha256, loaded.sha256]], path)
  const progress = options.quiet === true ? silent : showProgress(process.stderr)
  try {
    const again = await replay(loaded, list, options, { path, progress, signal })
    progress.clear()
    if (again.problems.length > 0) {
      printProblems(again.problems, options)
      return EXIT.couldNotRun
    }
    requireSame(
      [
        ['the old model', result.models.old?.sha256, again.models.old?.sha256],
        ['the new model', result.models.new?.sha256, again.models.new?.sha256],
        ...Object.entries(again.sets).map(
          ([set, { identity }]) => [`the set "${set}"`, result.sets[set]?.identity.sha256, identity.sha256] as const,
        ),
      ],
      path,
    )
    if (options.slice !== undefined && !list.sliceSeen) refuseSlice(options.slice, again, options.set)
    const found = list.list()
    const file = writeCases(found, options.out, `cases-${options.kind}`, noticeOf(result, found, options))
    if (options.quiet !== true) process.stdout.write(said(result, found, options, file))
    return EXIT.pass
  } finally {
    progress.clear()
  }
}

async function replay(
  loaded: LoadedPlan,
  list: CaseList,
  { set, answers }: CasesOptions,
  { path, progress, signal }: { path: string; progress: Progress; signal: AbortSignal },
): Promise<Result> {
  return runAcceptance({
    plan: loaded.plan,
    planSha256: loaded.sha256,
    inferred: false,
    notices: [],
    at: loaded.at,
    // What a server answered for this result is kept beside it, and not asked for again.
    answers: answers ?? join(dirname(path), 'answers'),
    rehearse: (batch, where) => {
      if (set === undefined || set === where.set) list.add(batch, where)
      return batch
    },
    progress,
    signal,
  })
}

function idColumnOf(result: Result, { plan, at }: LoadedPlan, { set, kind }: CasesOptions): string {
  if (result.task === 'tensors')
    throw usageError(
      'CASES_OF_TENSORS',
      'Raw outputs are compared number by number: no case of theirs is right, wrong or changed.',
      'The report names the worst output and the row of the first number that is none.',
    )
  if (set !== undefined && result.sets[set] === undefined)
    throw usageError(
      'CASES_OF_NO_SET',
      `The result has no set "${set}"; it has ${Object.keys(result.sets).join(', ')}.`,
      'Give one of these with --set, or leave it out for all of them.',
    )
  if ((kind === 'lost' || kind === 'won') && result.task === 'regression')
    throw usageError(
      'CASES_NOT_RIGHT_OR_WRONG',
      `A regression is never just right or wrong, so no case is ${kind}.`,
      'Ask for the farthest off: --kind worst.',
    )
  if (plan.columns.id !== undefined) return plan.columns.id
  throw usageError(
    'CASES_WITHOUT_ID',
    'The plan names no column that identifies a case, so that none can be named.',
    'Add columns: { id: COLUMN } to the plan and run it again.',
    { at: at(['columns']) },
  )
}

function mostOf(text = '100'): number {
  const most = Number(text)
  if (Number.isInteger(most) && most >= 1) return most
  throw usageError('CASES_MOST', `--most ${text} is no number of cases.`, 'Give a whole number, e.g. 100.')
}

function requireSame(
  pairs: readonly (readonly [what: string, before: string | undefined, now: string | undefined])[],
  path: string,
): void {
  const changed = pairs.filter(([, before, now]) => before !== now).map(([what]) => what)
  if (changed.length === 0) return
  throw usageError(
    'CASES_OF_ANOTHER_RUN',
    `${path} was made with other files: ${changed.join(', ')} ${changed.length === 1 ? 'is not what it was' : 'are not what they were'}. The cases would not be those behind its numbers.`,
    'Give the plan and the files of that run, or run the plan again and list the cases of the new result.',
  )
}

function refuseSlice(slice: string, { estimates }: Result, set: string | undefined): never {
  const known = new Set(
    estimates.flatMap((one) =>
      one.slice === null || (set !== undefined && one.set !== set) ? [] : [sliceKey(one.slice)],
    ),
  )
  throw usageError(
    'CASES_OF_NO_SLICE',
    `No case lies in the segment "${slice}".`,
    known.size === 0
      ? 'The plan declares no segments (columns.segments).'
      : `Segments are written as COLUMN=VALUE: ${[...known].sort().slice(0, 12).join('; ')}${known.size > 12 ? '; …' : ''}.`,
  )
}

/** What stands in the file beside the list: whoever finds it in three years must know what it is. */
function noticeOf(result: Result, found: readonly ListedCase[], options: CasesOptions): string {
  return [
    'PERSONAL DATA: single cases with their identifiers. Keep them out of what you send, and delete them when they have served.',
    'DONNÉES PERSONNELLES : cas individuels avec leurs identifiants. À ne pas transmettre, et à supprimer après usage.',
    '',
    `${result.title}: ${found.length} cases, ${WHAT[options.kind]}${options.slice === undefined ? '' : `, in ${options.slice}`}.`,
    `Plan ${result.plan.sha256}, new model ${result.models.new?.sha256 ?? 'not opened'}.`,
    'error: how far the new model is from the truth (from the old one where there is none): 1 less the probability of the true label,',
    'the absolute error of a value, or the number of wrong labels of several.',
    '',
  ].join('\n')
}

const WHAT: Record<CaseKind, string> = {
  lost: 'right before and wrong now',
  won: 'wrong before and right now',
  changed: 'answered differently than before',
  worst: 'those on which the new model is farthest off',
}

function said(result: Result, found: readonly ListedCase[], options: CasesOptions, file: string): string {
  const counts = Object.keys(result.sets).flatMap((set) => {
    const evidence = classEvidenceOf(result, set)
    const flips = evidence === null ? null : flipsOf(evidence)
    const told = options.kind === 'lost' ? flips?.lost : options.kind === 'won' ? flips?.gained : undefined
    if (told === undefined || options.slice !== undefined || (options.set !== undefined && options.set !== set))
      return []
    const here = found.filter((one) => one.set === set).length
    const note =
      here === told ? 'as the report counts' : `the report counts ${told}: a model does not answer alike twice`
    return [`  ${set}: ${here} (${note})\n`]
  })
  return `${found.length} ${found.length === 1 ? 'case' : 'cases'}, ${WHAT[options.kind]}\n${counts.join('')}! Personal data, keep it out of what you send: ${file}\n`
}
