import type { Finding, Verdict } from '../core/result.js'
import type { VerdictReason } from './reasons.js'

/**
 * The findings together. Only criteria of level error that are not waived count. A failure comes first: what is proven stays
 * proven, whatever else could not be looked at. Then what could not run, which more cases would not mend; then what more cases would
 * settle. It is a pass only when at least one criterion counts and every one passes; that needs no correction for their number,
 * being an intersection-union test. And at least one of them must be another than the coverage: that every case was compared says nothing
 * of what the models answered, so alone it is no demand on the new one.
 * @see Berger 1982, Technometrics 24(4):295-300
 */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const counted = findings.filter(({ level, status }) => level === 'error' && status !== 'waived')
  const has = (status: Finding['status']): boolean => counted.some((finding) => finding.status === status)
  if (counted.length === 0) return say('could-not-run', 'no-criteria')
  if (has('fail')) return say('fail', 'criteria-fail')
  if (!counted.some(({ n }) => n > 0)) return say('could-not-run', 'nothing-compared')
  if (has('could-not-run')) return say('could-not-run', 'criteria-could-not-run')
  if (has('inconclusive')) return say('inconclusive', 'criteria-inconclusive')
  if (!counted.some(({ measure }) => measure !== 'coverage')) return say('could-not-run', 'no-criteria')
  return counted.every(({ status }) => status === 'pass')
    ? say('pass', 'all-criteria-pass')
    : say('could-not-run', 'criteria-could-not-run')
}

function say(status: Verdict['status'], reason: VerdictReason): Verdict {
  return { status, reason }
}
