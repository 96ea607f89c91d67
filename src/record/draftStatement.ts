import { sliceKey } from '../core/estimate.js'
import { overallStatus } from '../core/overallStatus.js'
import type { Finding, Result } from '../core/result.js'
import { shortName } from './shortName.js'
import { STATEMENT_TYPE, TEST_RESULT, type Acceptance, type Statement, type Subject, type Waiver } from './statement.js'

/** Digests of the files around a result, which it cannot hold itself. */
export interface FileDigests {
  /** Of the bytes of result.json. */
  readonly result: string
  /** By algorithm: `sha256` of the bytes of report.html, `recetteReport` where it is known; null without a report. */
  readonly report: Readonly<Record<string, string>> | null
  readonly seal: string | null
}

/** Everything of a statement but who signs it and after whom. */
export interface Draft {
  readonly subject: readonly Subject[]
  readonly configuration: readonly Subject[]
  readonly found: Pick<Acceptance, 'recette' | 'title' | 'delivery' | 'testedAt' | 'verdict'>
  readonly tests: readonly Test[]
}

export interface Test {
  readonly name: string
  readonly criterion: string
  readonly status: 'passed' | 'warned' | 'failed'
}

/** What a result gives to sign: the digests of all that was compared, and each finding as a test. */
export function draftStatement(result: Result, files: FileDigests): Draft {
  const plan: Subject = { name: 'plan', digest: { sha256: result.plan.sha256 } }
  const seal: readonly Subject[] = files.seal === null ? [] : [{ name: 'seal', digest: { sha256: files.seal } }]
  return {
    subject: [
      ...modelSubjects(result),
      ...setSubjects(result),
      plan,
      ...seal,
      { name: 'result.json', digest: { sha256: files.result } },
      ...(files.report === null ? [] : [{ name: 'report.html', digest: { ...files.report } }]),
    ],
    configuration: [plan, ...seal],
    found: {
      recette: 1,
      title: shortName(result.title, 1000),
      delivery: result.parties.delivery === null ? null : shortName(result.parties.delivery),
      testedAt: result.environment.startedAt,
      verdict: overallStatus(result),
    },
    tests: [...result.findings, ...result.environment.findings].map((finding) => ({
      name: testName(finding),
      criterion: shortName(finding.criterion),
      status: statusOf(finding),
    })),
  }
}

/** The statement that a draft becomes. */
export function completeStatement(
  draft: Draft,
  decided: Omit<Acceptance, keyof Draft['found']>,
  rest: Pick<Statement['predicate'], 'signatory' | 'previous'>,
): Statement {
  return {
    _type: STATEMENT_TYPE,
    subject: [...draft.subject],
    predicateType: TEST_RESULT,
    predicate: {
      ...outcomeOf(draft, decided.waivers),
      configuration: [...draft.configuration],
      acceptance: { ...draft.found, ...decided },
      ...rest,
    },
  }
}

type Outcome = Pick<Statement['predicate'], 'result' | 'passedTests' | 'warnedTests' | 'failedTests'>

/**
 * Criteria that are waived are warned of, not failed, and never passed. Nothing that did not pass, or was not measured at all, is PASSED.
 */
export function outcomeOf({ tests, found }: Draft, waivers: readonly Waiver[]): Outcome {
  const waived = new Set(waivers.map(({ criterion }) => criterion))
  const namesOf = (status: Test['status']): string[] =>
    tests.filter((test) => (waived.has(test.criterion) ? 'warned' : test.status) === status).map(({ name }) => name)
  const lists = { passedTests: namesOf('passed'), warnedTests: namesOf('warned'), failedTests: namesOf('failed') }
  if (tests.length === 0 || lists.failedTests.length > 0 || (found.verdict !== 'pass' && waivers.length === 0))
    return { result: 'FAILED', ...lists }
  return { result: lists.warnedTests.length > 0 ? 'WARNED' : 'PASSED', ...lists }
}

function modelSubjects({ models }: Result): readonly Subject[] {
  return (['old', 'new'] as const).flatMap((side) => {
    const model = models[side]
    if (model === null) return []
    const { artifact, sha256: digest, prepare } = model
    return [
      subject(`model:${side}`, digest, artifact),
      ...(prepare === undefined ? [] : [subject(`prepare:${side}`, prepare.sha256, prepare.file)]),
    ]
  })
}

function setSubjects({ sets }: Result): readonly Subject[] {
  return Object.entries(sets).flatMap(([name, { identity }]) => [
    subject(`set:${name}`, identity.sha256, identity.file),
    ...(identity.images === undefined ? [] : [subject(`images:${name}`, identity.images.sha256, identity.file)]),
  ])
}

function subject(name: string, digest: string, file: string): Subject {
  return { name: shortName(name), digest: { sha256: digest }, annotations: { file: shortName(file, 1000) } }
}

/** `accuracy/maxDegradation @ test [region=Sud]` */
function testName({ criterion, set, slice }: Finding): string {
  const where = slice === null ? '' : ` [${sliceKey(slice)}]`
  return shortName(`${criterion} @ ${set}${where}`, 400)
}

function statusOf({ status, level }: Finding): Test['status'] {
  if (status === 'pass') return 'passed'
  return status === 'waived' || level === 'warn' ? 'warned' : 'failed'
}
