import { describe, expect, it } from 'vitest'
import type { ComparisonTest } from '../../src/core/comparisonTest.js'
import type { Criterion } from '../../src/core/criterion.js'
import type { Estimate } from '../../src/core/estimate.js'
import { marginTests } from '../../src/judge/marginTests.js'
import { studentQuantile } from '../../src/stats/distributions.js'
import { tangoInterval } from '../../src/stats/tango.js'
import { wilsonInterval } from '../../src/stats/wilson.js'
import { criterion, estimate, judgeData, own } from './given.js'

/** 40 cases won and 20 lost of 160: better by 12.5 points, (0.0308645, 0.2180642). */
const interval = tangoInterval(40, 20, 160, 0.95)
const accuracy = estimate(0.125, interval, { n: 160, method: 'tango-score' })
const mcnemar: ComparisonTest = {
  test: 'mcnemar-exact',
  set: 'test',
  slice: null,
  measure: 'accuracy',
  options: {},
  statistic: null,
  degrees: null,
  pValue: 0.01,
  estimates: [
    { name: 'only-old', value: 20, interval: null },
    { name: 'only-new', value: 40, interval: null },
  ],
  n: 160,
}

function testsOf(criteria: readonly Criterion[], estimates: readonly Estimate[]) {
  return marginTests(judgeData(criteria, estimates).findings, criteria, estimates, [mcnemar], 0.95)
}

describe('a margin as a test', () => {
  it("has a p-value of 2.5 % where the margin stands on the end of Tango's interval", () => {
    const better = criterion({ id: 'better', demand: own('minImprovement', interval[0]) })
    const [test] = testsOf([better], [accuracy])
    expect(test).toMatchObject({ test: 'superiority', criterion: 'better', method: 'tango-score', n: 160 })
    expect(test!.pValue).toBeCloseTo(0.025, 10)
  })

  it('is one of non-inferiority and one of equivalence for a degradation', () => {
    const margin = interval[1]
    const criteria = [criterion({ demand: own('maxDegradation', margin) })]
    const [nonInferior, equivalent] = testsOf(criteria, [accuracy])
    expect(nonInferior!.test).toBe('non-inferiority')
    // New is far better: not worse by 21.8 points is sure, but as much better is just not to be ruled out.
    expect(nonInferior!.pValue).toBeLessThan(1e-6)
    expect(equivalent!.test).toBe('equivalence')
    expect(equivalent!.pValue).toBeCloseTo(0.025, 10)
  })

  it("agrees with Wilson's interval for a bound, and with Student's for a mean", () => {
    const share = wilsonInterval(950, 1000, 0.95)
    const agreement = estimate(0.95, share, { measure: 'agreement', of: 'pair', method: 'wilson' })
    const bound = criterion({
      measure: 'agreement',
      demand: { kind: 'atLeast', bound: { value: share[0], unit: 'own' } },
    })
    const [atLeast] = testsOf([bound], [agreement])
    expect(atLeast).toMatchObject({ test: 'bound', method: 'wilson-score' })
    expect(atLeast!.pValue).toBeCloseTo(0.025, 10)

    const half = studentQuantile(0.975, 49) * 0.3
    const loss = estimate(0.1, [0.1 - half, 0.1 + half], { measure: 'logLoss', n: 50, method: 'paired-t' })
    const worse = criterion({ measure: 'logLoss', demand: own('maxDegradation', 0.7) })
    const [mean] = testsOf([worse], [loss])
    // (0.7 - 0.1) / 0.3 = 2; P(T > 2) with 49 degrees of freedom is 0.02551 (scipy).
    expect(mean).toMatchObject({ method: 'student', degrees: 49 })
    expect(mean!.statistic).toBeCloseTo(2, 12)
    expect(mean!.pValue).toBeCloseTo(0.025529574128709046, 12)
  })

  it('is below 2.5 % exactly where the interval keeps the margin, whatever the method', () => {
    for (const [value, low, high] of [
      [-0.004, -0.012, 0.003],
      [0.002, -0.02, 0.009],
      [0.0, -0.001, 0.001],
    ] as const) {
      const odd = estimate(value, [low, high], { method: 'multinomial-bootstrap', measure: 'f1' })
      const criteria = [0.005, 0.0119, 0.0121, 0.03].map((margin) =>
        criterion({ id: String(margin), measure: 'f1', demand: own('maxDegradation', margin) }),
      )
      const { findings } = judgeData(criteria, [odd])
      const tests = testsOf(criteria, [odd]).filter(({ test }) => test === 'non-inferiority')
      expect(tests.map(({ pValue }) => pValue! <= 0.025)).toEqual(findings.map(({ status }) => status === 'pass'))
    }
  })

  it('is not made where no interval decided', () => {
    const fixed = criterion({ id: 'fixed', basis: 'fixed' })
    const missing = criterion({ id: 'missing', measure: 'f1' })
    expect(testsOf([fixed, missing], [accuracy, estimate(0.1, null, { measure: 'f1' })])).toEqual([])
  })
})
