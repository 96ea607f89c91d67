import { measureInfo } from '../../core/measureCatalog.js'
import type { Finding, Result } from '../../core/result.js'
import { percentage } from '../quantity.js'
import type { Voice } from '../voice.js'
import { criterionOf } from './lookup.js'
import { belowFloor } from './noise.js'

/** Why a finding is what it is, in one sentence; an inconclusive one says how many cases would settle it. */
export function reasonSentence(voice: Voice, result: Result, finding: Finding): string {
  const criterion = criterionOf(result, finding)
  const values = {
    cases: voice.count(finding.n),
    n: finding.n,
    needed: finding.casesNeeded === null ? '' : voice.count(roundUp(finding.casesNeeded)),
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
  if (finding.status !== 'inconclusive') return reason
  if (finding.casesNeeded === null) return reason
  const power = finding.casesNeededPower
  if (power === undefined) return `${reason} ${voice.say('reason.needed', values)}`
  return `${reason} ${voice.say('reason.needed.power', { ...values, power: percentage(voice, power) })}`
}

/** A forecast of cases is not exact: two significant digits, upwards. */
export function roundUp(cases: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(cases)) - 1)
  return Math.ceil(cases / step) * step
}
