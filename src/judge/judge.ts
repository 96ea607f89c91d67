import type { Criterion } from '../core/criterion.js'
import type { Estimate } from '../core/estimate.js'
import { measureInfo } from '../core/measureCatalog.js'
import type { Finding, Verdict } from '../core/result.js'
import type { SetRole } from '../core/task.js'
import { couldNotRun, judgeCriterion } from './judgeCriterion.js'
import { targetsOf } from './matchEstimates.js'
import { proveFailures, type Judged } from './proof.js'
import type { FindingReason } from './reasons.js'
import { verdictOf } from './verdict.js'

export interface JudgeInput {
  readonly criteria: readonly Criterion[]
  readonly estimates: readonly Estimate[]
  readonly sets: readonly { readonly name: string; readonly role: SetRole }[]
  /** That the intervals of the estimates were made with. */
  readonly confidence: number
}

/**
 * Judges estimates by criteria; needs no model and no data. `data` judges everything that two equal runs agree on; `machine` judges
 * speed and memory, which live in the result's `environment`: without a criterion on them that counts, they have no verdict.
 */
export function judge(input: JudgeInput & { readonly measured: 'data' }): { findings: Finding[]; verdict: Verdict }
export function judge(input: JudgeInput & { readonly measured: 'machine' }): {
  findings: Finding[]
  verdict: Verdict | null
}
export function judge({
  criteria,
  estimates,
  sets,
  confidence,
  measured,
}: JudgeInput & { readonly measured: 'data' | 'machine' }): {
  findings: Finding[]
  verdict: Verdict | null
} {
  const concerned = criteria.filter(
    ({ measure }) => (measureInfo(measure).group === 'speed') === (measured === 'machine'),
  )
  const counted = concerned
    .filter(({ waived }) => waived === null)
    .flatMap((criterion) => judgeEverywhere(criterion, estimates, sets, confidence))
  const waived = concerned
    .filter((criterion) => criterion.waived !== null)
    .flatMap((criterion) =>
      judgeEverywhere(criterion, estimates, sets, confidence).map(({ finding }) => waive(finding)),
    )
  const order = new Map(concerned.map(({ id }, index) => [id, index]))
  const findings = [...proveFailures(counted, confidence), ...waived].sort(
    (a, b) => order.get(a.criterion)! - order.get(b.criterion)!,
  )
  const verdict = verdictOf(findings)
  return { findings, verdict: measured === 'machine' && verdict.reason === 'no-criteria' ? null : verdict }
}

/** On its set, or on every set of role test or validation; before Holm's correction. */
export function judgeEverywhere(
  criterion: Criterion,
  estimates: readonly Estimate[],
  sets: JudgeInput['sets'],
  confidence: number,
): readonly Judged[] {
  const nowhere = { options: criterion.options, slice: null }
  const names = setsOf(criterion, estimates, sets)
  if (names.length === 0) {
    return [{ finding: couldNotRun(criterion, criterion.on ?? '', nowhere, 'no-such-set'), region: null }]
  }
  return names.flatMap((set) => {
    const ofSet = estimates.filter((estimate) => estimate.set === set)
    const targets = targetsOf(criterion, ofSet)
    if (targets.length > 0) return targets.map((target) => judgeCriterion(criterion, set, target, ofSet, confidence))
    return [{ finding: couldNotRun(criterion, set, nowhere, 'no-such-slice'), region: null }]
  })
}

function setsOf(
  { on, measure }: Criterion,
  estimates: readonly Estimate[],
  sets: JudgeInput['sets'],
): readonly string[] {
  if (on !== null) return sets.filter(({ name }) => name === on).map(({ name }) => name)
  const judged = sets.filter(({ role }) => role === 'test' || role === 'validation').map(({ name }) => name)
  if (measureInfo(measure).group !== 'speed') return judged
  // The machine is timed on one set: the same models are no faster on another.
  const timed = judged.filter((name) => estimates.some(({ set }) => set === name))
  return timed.length > 0 ? timed : judged.slice(0, 1)
}

function waive(finding: Finding): Finding {
  const reasons = {
    pass: 'waived-would-pass',
    fail: 'waived-would-fail',
    inconclusive: 'waived-would-be-inconclusive',
    'could-not-run': 'waived-could-not-run',
    waived: 'waived-could-not-run',
  } as const satisfies Record<Finding['status'], FindingReason>
  const { casesNeededPower: _, ...kept } = finding
  return { ...kept, status: 'waived', reason: reasons[finding.status], casesNeeded: null }
}
