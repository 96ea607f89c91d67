import { sliceKey } from '../core/estimate.js'
import { overallStatus } from '../core/overallStatus.js'
import type { Finding, Result } from '../core/result.js'
import type { Draft, Test } from '../core/completeStatement.js'
import type { Subject } from '../core/statement.js'
import { shortName } from './shortName.js'

/** Digests of the files around a result, which it cannot hold itself. */
export interface FileDigests {
  /** Of the bytes of result.json. */
  readonly result: string
  /** By algorithm: `sha256` of the bytes of report.html, `recetteReport` where it is known; null without a report. */
  readonly report: Readonly<Record<string, string>> | null
}

/** What a result gives to sign: the digests of all that was compared, and each finding as a test. */
export function draftStatement(result: Result, files: FileDigests): Draft {
  const plan: Subject = { name: 'plan', digest: { sha256: result.plan.sha256 } }
  const seal: readonly Subject[] =
    result.plan.seal === undefined ? [] : [{ name: 'seal', digest: { sha256: result.plan.seal.sha256 } }]
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
