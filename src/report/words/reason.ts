import { measureInfo } from '../../core/measureCatalog.js'
import type { Finding, Result } from '../../core/result.js'
import { percentage } from '../quantity.js'
import type { Voice } from '../voice.js'
import { criterionOf, isSuppressed } from './lookup.js'
import { belowFloor } from './noise.js'

/** Why a finding is what it is, in one sentence; an inconclusive one says how many cases would settle it. */
export function reasonSentence(voice: Voice, result: Result, finding: Finding): string {
  // The number of cases is what must not be told.
  if (isSuppressed(result, finding) && finding.status === 'inconclusive') return voice.say('reason.suppressed')
  const criterion = criterionOf(result, finding)
  const values = {
    cases: voice.count(finding.n),
    n: finding.n,
    minimum: voice.count(criterion?.minCases ?? 0),
    waiver: criterion?.waived ?? '',
  }
  // An estimate can have too few cases for its own method, where the plan sets no minimum.
  const fixed = finding.basis === 'fixed' && measureInfo(finding.measure).group === 'outputs' ? '.fixed' : ''
  const code = finding.reason === 'too-few-cases' && !(criterion?.minCases ?? 0) ? 'no-interval' : finding.reason
  const said =
    voice.sayCode('reason', `${code}${fixed}`, values) ??
    voice.sayCode('reason', code, values) ??
    voice.say(`reason.${finding.status}`, values)
  const excuse = finding.status === 'pass' || finding.status === 'waived' ? null : belowFloor(voice, result, finding)
  const reason = excuse === null ? said : `${said} ${excuse}`
  if (finding.status !== 'inconclusive' || finding.casesNeeded === null) return reason
  // Where the plan's own minimum is what is missing, the reason has said both numbers already.
  if (code === 'too-few-cases' && finding.casesNeeded === criterion?.minCases) return reason
  return `${reason} ${neededSentence(voice, finding, finding.casesNeededPower)}`
}

/**
 * The same for a list of many findings, whose reader has been told once what an undecided one is: the cases alone where the
 * interval straddles the limit, with a word where a failure is not proven, else the whole reason.
 */
export function shortReason(voice: Voice, result: Result, finding: Finding): string {
  const { status, reason, casesNeeded, casesNeededPower } = finding
  const straddles = reason === 'interval-straddles'
  const unproven = reason === 'not-proven-after-holm'
  if (status !== 'inconclusive' || !(straddles || unproven) || casesNeeded === null || !casesNeededPower)
    return reasonSentence(voice, result, finding)
  const excuse = belowFloor(voice, result, finding)
  const why = unproven ? [voice.say('reason.unproven')] : []
  return [...why, neededSentence(voice, finding), ...(excuse === null ? [] : [excuse])].join(' ')
}

function neededSentence(voice: Voice, { n, casesNeeded }: Finding, power?: number): string {
  const values = { cases: voice.count(n), n, needed: voice.count(roundUp(casesNeeded ?? 1)) }
  if (isBeyondReach(casesNeeded ?? 1)) return voice.say('reason.needed.beyond', values)
  if (power === undefined) return voice.say('reason.needed', values)
  return voice.say('reason.needed.power', { ...values, power: percentage(voice, power) })
}

/** Nobody collects so many cases: what was observed lies on the limit, and the number would only look exact. */
export function isBeyondReach(casesNeeded: number): boolean {
  return casesNeeded > 1_000_000
}

/** A forecast of cases is not exact: two significant digits, upwards. */
export function roundUp(cases: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(cases)) - 1)
  return Math.ceil(cases / step) * step
}

/** What the numbers of cases in a list of findings mean, once for all; empty where none names one. */
export function neededNote(voice: Voice, findings: readonly Finding[]): readonly string[] {
  const power = findings.find(
    (finding) => finding.status === 'inconclusive' && finding.casesNeededPower !== undefined,
  )?.casesNeededPower
  return power === undefined ? [] : [voice.say('criteria.needed', { power: percentage(voice, power) })]
}
