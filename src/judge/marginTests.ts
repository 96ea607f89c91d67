import type { ComparisonTest, TestName } from '../core/comparisonTest.js'
import type { Criterion } from '../core/criterion.js'
import type { Estimate } from '../core/estimate.js'
import { measureInfo, measureKey } from '../core/measureCatalog.js'
import type { Finding } from '../core/result.js'
import { bothTails, marginTail, tangoTail, wilsonTail, type MarginTail } from '../stats/marginTail.js'
import { findEstimate } from './matchEstimates.js'

/** How far one side of a margin is kept: `above` = the truth is to lie above the limit. */
type TailOf = (limit: number, above: boolean) => MarginTail

/**
 * Beside every criterion that an interval decided over all cases, its margin as a test: non-inferiority (`maxDegradation`), superiority by a margin
 * (`minImprovement`), a bound, or equivalence (`within`; and of every degradation: does new stay within the margin both ways?). They say how
 * far the margin is kept or broken; the finding, made by the interval, decides.
 */
export function marginTests(
  findings: readonly Finding[],
  criteria: readonly Criterion[],
  estimates: readonly Estimate[],
  tests: readonly ComparisonTest[],
  confidence: number,
): ComparisonTest[] {
  return findings.flatMap((finding) => {
    const criterion = criteria.find(({ id }) => id === finding.criterion)
    const { value, interval, basis, slice } = finding
    // Drift is about the cases, not about the models.
    if (measureInfo(finding.measure).group === 'drift') return []
    if (criterion === undefined || value === null || interval === null || basis === 'fixed' || slice !== null) return []
    const { tail, method, degrees } = tailsOf(finding, value, interval, estimates, tests, confidence)
    return testedOf(finding, criterion).map(({ test, low, high }): ComparisonTest => {
      const worst =
        low === null
          ? tail(high!, false)
          : high === null
            ? tail(low, true)
            : bothTails(tail(low, true), tail(high, false))
      const { statistic, pValue } = worst
      return {
        test,
        set: finding.set,
        slice: null,
        measure: finding.measure,
        options: finding.options,
        criterion: finding.criterion,
        statistic: Number.isFinite(statistic) ? statistic + 0 : null,
        degrees,
        pValue: Number.isFinite(pValue) ? Math.min(1, Math.max(0, pValue)) : null,
        estimates: [],
        n: finding.n,
        method,
      }
    })
  })
}

interface MarginTest {
  readonly test: TestName
  readonly low: number | null
  readonly high: number | null
}

function testedOf({ margin }: Finding, { demand }: Criterion): readonly MarginTest[] {
  switch (demand.kind) {
    case 'maxDegradation': {
      const high = margin as number
      return [
        { test: 'non-inferiority', low: null, high },
        ...(high > 0 ? [{ test: 'equivalence' as const, low: -high, high }] : []),
      ]
    }
    case 'minImprovement':
      return [{ test: 'superiority', low: margin as number, high: null }]
    case 'atLeast':
      return [{ test: 'bound', low: margin as number, high: null }]
    case 'atMost':
      return [{ test: 'bound', low: null, high: margin as number }]
    case 'within': {
      const [low, high] = margin as [number, number]
      return [{ test: 'equivalence', low, high }]
    }
  }
}

/** By the very method of the interval where that has a test of its own, else from the interval as it is drawn. */
function tailsOf(
  finding: Finding,
  value: number,
  interval: [number, number],
  estimates: readonly Estimate[],
  tests: readonly ComparisonTest[],
  confidence: number,
): { tail: TailOf; method: string; degrees: number | null } {
  const { measure, options, set, n, unit, sense } = finding
  const of = sense === 'value' ? (measureInfo(measure).about === 'each' ? 'new' : 'pair') : 'difference'
  const ofSet = estimates.filter((estimate) => estimate.set === set)
  const method =
    unit === 'relative' ? null : (findEstimate(ofSet, measure, { options, slice: null }, of)?.method ?? null)
  if (method === 'tango-score') {
    const counts = discordance(finding, tests)
    if (counts !== null) {
      // The difference is new - old: a finding looks at it from its own side.
      const turned = (sense === 'improvement') !== (measureInfo(measure).direction === 'higher')
      const [first, second] = turned ? [counts.onlyOld, counts.onlyNew] : [counts.onlyNew, counts.onlyOld]
      return { tail: (limit, above) => tangoTail(first, second, n, limit, above), method: 'tango-score', degrees: null }
    }
  }
  if (method === 'wilson') {
    const tail: TailOf = (limit, above) =>
      limit > 0 && limit < 1
        ? wilsonTail(value, n, limit, above)
        : marginTail({ value, interval, degrees: null }, limit, above, confidence)
    return { tail, method: 'wilson-score', degrees: null }
  }
  const student = (method === 'paired-t' || method === 'jackknife') && n > 1
  const degrees = student ? n - 1 : null
  return {
    tail: (limit, above) => marginTail({ value, interval, degrees }, limit, above, confidence),
    method: student ? 'student' : 'interval',
    degrees,
  }
}

function discordance(
  { measure, options, set }: Finding,
  tests: readonly ComparisonTest[],
): { onlyOld: number; onlyNew: number } | null {
  const key = measureKey(measure, options)
  const found = tests.find(
    (test) =>
      test.test === 'mcnemar-exact' &&
      test.set === set &&
      test.measure === measure &&
      measureKey(measure, test.options ?? {}) === key,
  )
  const valueOf = (name: 'only-old' | 'only-new') => found?.estimates.find((estimate) => estimate.name === name)?.value
  const [onlyOld, onlyNew] = [valueOf('only-old'), valueOf('only-new')]
  return onlyOld === undefined || onlyNew === undefined ? null : { onlyOld, onlyNew }
}
