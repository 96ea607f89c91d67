import type { Criterion, Demand } from '../../src/core/criterion.js'
import type { Estimate, Interval, Slice } from '../../src/core/estimate.js'
import { measureInfo } from '../../src/core/measureCatalog.js'
import { judge } from '../../src/judge/judge.js'

export const TEST_SET = [{ name: 'test', role: 'test' }] as const

/** A criterion of the plan with its defaults; `accuracy maxDegradation 1 point` unless told. */
export function criterion(more: Partial<Criterion> = {}): Criterion {
  return {
    id: JSON.stringify(more),
    measure: 'accuracy',
    options: {},
    demand: points(1),
    on: null,
    by: null,
    minCases: 0,
    basis: 'sample',
    level: 'error',
    waived: null,
    from: 'plan',
    ...more,
  }
}

export function points(value: number): Demand {
  return { kind: 'maxDegradation', margin: { value, unit: 'point' } }
}

export function own(kind: 'maxDegradation' | 'minImprovement', value: number): Demand {
  return { kind, margin: { value, unit: 'own' } }
}

/** What the measures say: the difference in accuracy over 1,000 cases unless told. */
export function estimate(value: number | null, interval: Interval | null, more: Partial<Estimate> = {}): Estimate {
  const measure = more.measure ?? 'accuracy'
  return {
    measure,
    options: {},
    set: 'test',
    slice: null,
    of: 'difference',
    value,
    interval,
    n: 1000,
    unit: measureInfo(measure).unit,
    method: 'test',
    ...more,
  }
}

export function region(value: string): Slice {
  return [{ column: 'region', value }]
}

export function judgeData(criteria: readonly Criterion[], estimates: readonly Estimate[], confidence = 0.95) {
  return judge({ criteria, estimates, sets: TEST_SET, confidence, measured: 'data' })
}

/** The one finding of one criterion. */
export function findingOf(asked: Criterion, ...estimates: readonly Estimate[]) {
  const { findings } = judgeData([asked], estimates)
  if (findings.length !== 1) throw new Error(`${findings.length} findings instead of one`)
  return findings[0]!
}
