import { describe, expect, it } from 'vitest'
import type { Criterion } from '../../src/core/criterion.js'
import type { Estimate, Interval } from '../../src/core/estimate.js'
import { findingSchema, type Verdict } from '../../src/core/result.js'
import { judge } from '../../src/judge/judge.js'
import { criterion, estimate, findingOf, judgeData, own, points, region, TEST_SET } from './given.js'

describe('a limit on degradation', () => {
  // `difference` is new - old, so that a new accuracy that is half a point lower is -0.005: a degradation of 0.005.
  it('passes when the whole interval keeps the margin', () => {
    expect(findingOf(criterion(), estimate(-0.002, [-0.008, 0.004]))).toEqual({
      criterion: '{}',
      measure: 'accuracy',
      options: {},
      set: 'test',
      slice: null,
      status: 'pass',
      level: 'error',
      reason: 'within-margin',
      sense: 'degradation',
      unit: 'proportion',
      value: 0.002,
      interval: [-0.004, 0.008],
      margin: 0.01,
      n: 1000,
      casesNeeded: null,
      basis: 'sample',
      // It passes from the upper end of the interval on; better than zero is possible, so no margin makes it a failure.
      flipMargin: { pass: 0.008, fail: null },
      // Phi(-(0.01 - 0.002) / (0.006 / 1.959964)) = Phi(-2.6132853)
      passPValue: expect.closeTo(0.00448382, 7),
    })
  })

  it('fails when the whole interval is beyond the margin', () => {
    const finding = findingOf(criterion(), estimate(-0.03, [-0.045, -0.015]))
    expect(finding).toMatchObject({ status: 'fail', reason: 'beyond-margin', value: 0.03, interval: [0.015, 0.045] })
  })

  it('is inconclusive when the interval straddles the margin, with the cases that would settle it', () => {
    // The upper side, 0.016 - 0.004, is z standard errors; (z + z of 80 %) of them must fit into 0.01 - 0.004:
    // 1000 ((1.959964 + 0.841621) / 1.959964 x 0.012 / 0.006)^2 = 8172.8
    const finding = findingOf(criterion(), estimate(-0.004, [-0.016, 0.008]))
    expect(finding).toMatchObject({
      status: 'inconclusive',
      reason: 'interval-straddles',
      casesNeeded: 8173,
      casesNeededPower: 0.8,
    })
  })

  it('keeps a margin that it touches, in spite of binary fractions', () => {
    // 0.94 - 0.95 = -0.010000000000000009 in binary.
    const exact = findingOf(criterion({ basis: 'fixed' }), estimate(0.94 - 0.95, null))
    expect(exact).toMatchObject({ status: 'pass', basis: 'fixed' })
    expect(findingOf(criterion({ basis: 'fixed' }), estimate(-0.01001, null)).status).toBe('fail')
  })

  it('turns round for a measure that is better when lower', () => {
    const asked = criterion({ measure: 'logLoss', demand: own('maxDegradation', 0.05) })
    const worse = estimate(0.08, [0.06, 0.1], { measure: 'logLoss' })
    expect(findingOf(asked, worse)).toMatchObject({
      status: 'fail',
      value: 0.08,
      interval: [0.06, 0.1],
      unit: 'number',
    })
    const better = estimate(-0.08, [-0.1, -0.06], { measure: 'logLoss' })
    expect(findingOf(asked, better)).toMatchObject({ status: 'pass', value: -0.08 })
  })

  it('of zero asks for no loss at all', () => {
    const asked = criterion({ demand: points(0), basis: 'fixed' })
    expect(findingOf(asked, estimate(0, null)).status).toBe('pass')
    expect(findingOf(asked, estimate(-1e-15, null)).status).toBe('fail')
  })
})

describe('a demand for improvement', () => {
  const asked = criterion({ demand: { kind: 'minImprovement', margin: { value: 1, unit: 'point' } } })

  it('passes only when the whole interval is at least that much better', () => {
    expect(findingOf(asked, estimate(0.03, [0.01, 0.05]))).toMatchObject({
      status: 'pass',
      sense: 'improvement',
      value: 0.03,
    })
    expect(findingOf(asked, estimate(0.02, [0.005, 0.035])).status).toBe('inconclusive')
    expect(findingOf(asked, estimate(0, [-0.005, 0.005])).status).toBe('fail')
  })

  it('of a measure that is better when lower means going down', () => {
    const lower = criterion({ measure: 'brier', demand: own('minImprovement', 0.01) })
    expect(findingOf(lower, estimate(-0.03, [-0.04, -0.02], { measure: 'brier' }))).toMatchObject({
      status: 'pass',
      value: 0.03,
      interval: [0.02, 0.04],
    })
  })
})

describe('a bound', () => {
  it('on a measure of each model is about the new one', () => {
    const asked = criterion({ demand: { kind: 'atLeast', bound: { value: 90, unit: 'percent' } } })
    const old = estimate(0.99, [0.98, 0.995], { of: 'old' })
    const now = estimate(0.92, [0.905, 0.935], { of: 'new' })
    expect(findingOf(asked, old, now)).toMatchObject({ status: 'pass', sense: 'value', value: 0.92, margin: 0.9 })
    expect(findingOf(asked, old)).toMatchObject({ status: 'could-not-run', reason: 'no-estimate' })
  })

  it('on a measure of the pair is about the pair', () => {
    const asked = criterion({
      measure: 'negativeFlipRate',
      demand: { kind: 'atMost', bound: { value: 2, unit: 'percent' } },
    })
    expect(findingOf(asked, flips([0.011, 0.02])).status).toBe('pass')
    expect(findingOf(asked, flips([0.009, 0.025])).status).toBe('inconclusive')
    expect(findingOf(asked, estimate(0.05, [0.03, 0.08], { measure: 'negativeFlipRate', of: 'pair' })).status).toBe(
      'fail',
    )
  })

  it('on both sides passes inside, fails outside, and is inconclusive across either end', () => {
    const asked = criterion({
      measure: 'meanScoreDifference',
      demand: { kind: 'within', low: { value: -0.01, unit: 'own' }, high: { value: 0.01, unit: 'own' } },
    })
    const statuses = (
      [
        [0, [-0.005, 0.005]],
        [0.008, [0.004, 0.012]],
        [-0.008, [-0.012, -0.004]],
        [0, [-0.02, 0.02]],
        [0.02, [0.011, 0.03]],
        [-0.02, [-0.03, -0.011]],
      ] as const
    ).map(
      ([value, [low, high]]) =>
        findingOf(asked, estimate(value, [low, high], { measure: 'meanScoreDifference', of: 'pair' })).status,
    )
    expect(statuses).toEqual(['pass', 'inconclusive', 'inconclusive', 'inconclusive', 'fail', 'fail'])
  })

  it('on coverage or on a largest difference is a fact: its point value decides, even when the plan is about samples', () => {
    const asked = criterion({
      measure: 'coverage',
      demand: { kind: 'atLeast', bound: { value: 100, unit: 'percent' } },
    })
    const whole = estimate(1, [0.99, 1], { measure: 'coverage', of: 'pair' })
    expect(findingOf(asked, whole)).toMatchObject({ status: 'pass', basis: 'fixed', interval: null })
    expect(findingOf(asked, { ...whole, value: 0.999 })).toMatchObject({ status: 'fail', basis: 'fixed' })
  })
})

describe('per cent of the old value', () => {
  const asked = criterion({
    measure: 'rmse',
    demand: { kind: 'maxDegradation', margin: { value: 10, unit: 'percent' } },
  })
  const old = estimate(20, [18, 22], { measure: 'rmse', of: 'old' })
  it('is judged on the relative difference', () => {
    expect(findingOf(asked, old, difference({ value: 0.05, interval: [0.02, 0.08] }))).toMatchObject({
      status: 'pass',
      unit: 'relative',
      value: 0.05,
      interval: [0.02, 0.08],
      margin: 0.1,
    })
    expect(findingOf(asked, old, difference({ value: 0.2, interval: [0.15, 0.25] })).status).toBe('fail')
    expect(findingOf(asked, old, difference({ value: 0.05, interval: null }))).toMatchObject({
      status: 'inconclusive',
      reason: 'no-interval',
    })
  })

  it('cannot be judged near a zero baseline, nor when the old value is negative', () => {
    const near = { status: 'could-not-run', reason: 'near-zero-baseline', value: null, n: 1000 }
    expect(findingOf(asked, old, difference(null))).toMatchObject(near)
    // An r2 that goes from -0.5 to -1 is (new - old) / old = +100 %: worse would look like better.
    const r2 = criterion({ measure: 'r2', demand: { kind: 'maxDegradation', margin: { value: 10, unit: 'percent' } } })
    const worse = estimate(-0.5, [-0.6, -0.4], { measure: 'r2', relative: { value: 1, interval: [0.8, 1.2] } })
    expect(findingOf(r2, estimate(-0.5, null, { measure: 'r2', of: 'old' }), worse)).toMatchObject(near)
    expect(findingOf(r2, worse)).toMatchObject({ status: 'could-not-run', reason: 'no-estimate' })
  })
})

describe('segments', () => {
  const asked = criterion({ by: 'region', demand: points(3), minCases: 200 })
  const overall = estimate(-0.001, [-0.002, 0.001])

  it('have one finding each, and the overall estimate is none of them', () => {
    const { findings, verdict } = judgeData(
      [asked],
      [
        overall,
        estimate(-0.001, [-0.01, 0.008], { slice: region('Nord'), n: 500 }),
        estimate(-0.2, [-0.25, -0.15], { slice: region('Sud'), n: 500 }),
        estimate(0, [-0.001, 0.001], { slice: region('Est'), n: 199 }),
      ],
    )
    expect(
      findings.map(({ slice, status, reason, casesNeeded }) => [slice![0]!.value, status, reason, casesNeeded]),
    ).toEqual([
      ['Nord', 'pass', 'within-margin', null],
      ['Sud', 'fail', 'beyond-margin', null],
      ['Est', 'inconclusive', 'too-few-cases', 200],
    ])
    expect(verdict).toEqual({ status: 'fail', reason: 'criteria-fail' })
  })

  it('that are absent are never a pass', () => {
    const { findings, verdict } = judgeData([asked], [overall])
    expect(findings).toMatchObject([{ status: 'could-not-run', reason: 'no-such-slice' }])
    expect(verdict.status).toBe('could-not-run')
  })

  it('for which another measure exists but this one does not are noticed', () => {
    const { findings } = judgeData(
      [asked],
      [
        estimate(0, [-0.001, 0.001], { slice: region('Nord'), n: 500 }),
        estimate(0.9, [0.8, 0.95], { slice: region('Sud'), measure: 'recall', of: 'new' }),
      ],
    )
    expect(findings.map(({ slice, status, reason }) => [slice![0]!.value, status, reason])).toEqual([
      ['Nord', 'pass', 'within-margin'],
      ['Sud', 'could-not-run', 'no-estimate'],
    ])
  })

  it('of other columns, and crossings of two columns, are not theirs', () => {
    const crossed = [...region('Nord'), { column: 'plan', value: 'pro' }]
    const { findings } = judgeData(
      [asked],
      [
        estimate(0, [-0.001, 0.001], { slice: region('Nord') }),
        estimate(0, [-0.001, 0.001], { slice: crossed }),
        estimate(0, [-0.001, 0.001], { slice: [{ column: 'plan', value: 'pro' }] }),
      ],
    )
    expect(findings.map(({ slice }) => slice)).toEqual([region('Nord')])
  })
})

describe('what cannot be judged', () => {
  it.each([
    ['no estimate at all', [], 'could-not-run', 'no-estimate'],
    ['no case', [estimate(null, null, { n: 0 })], 'could-not-run', 'nothing-compared'],
    ['no value', [estimate(null, null)], 'could-not-run', 'no-value'],
    ['no value, for a reason', [estimate(null, null, { reason: 'one-class' })], 'could-not-run', 'one-class'],
    ['no interval', [estimate(0, null)], 'inconclusive', 'no-interval'],
    ['no interval, for a reason', [estimate(0, null, { reason: 'few-cases' })], 'inconclusive', 'few-cases'],
    ['a value that is not a number', [estimate(Number.NaN, [-0.001, 0.001])], 'could-not-run', 'no-value'],
    ['an interval with a hole', [estimate(0, [Number.NaN, 0.001])], 'inconclusive', 'no-interval'],
    ['an endless interval', [estimate(0, [-0.001, Infinity])], 'inconclusive', 'no-interval'],
    ['an interval the wrong way round', [estimate(0, [0.001, -0.001])], 'inconclusive', 'no-interval'],
    [
      'an estimate of another set',
      [estimate(0, [-0.001, 0.001], { set: 'validation' })],
      'could-not-run',
      'no-estimate',
    ],
    [
      'an estimate with other options',
      [estimate(0, [-0.001, 0.001], { options: { class: 'a' } })],
      'could-not-run',
      'no-estimate',
    ],
  ] as const)('is no pass: %s', (_, estimates, status, reason) => {
    const { findings, verdict } = judgeData([criterion()], estimates)
    expect(findings).toMatchObject([{ status, reason }])
    expect(verdict.status).toBe(status)
    expect(findingSchema.parse(findings[0])).toEqual(findings[0])
  })

  it('is no pass either when the point value decides', () => {
    for (const nothing of [estimate(null, null), estimate(Number.NaN, null), estimate(0, null, { n: 0 })])
      expect(findingOf(criterion({ basis: 'fixed' }), nothing).status).toBe('could-not-run')
  })

  it('names the set that a criterion is for and that is not there', () => {
    expect(findingOf(criterion({ on: 'tset' }), estimate(0, [-0.001, 0.001]))).toMatchObject({
      status: 'could-not-run',
      reason: 'no-such-set',
      set: 'tset',
    })
  })
})

describe('sets', () => {
  const sets = [
    { name: 'test', role: 'test' },
    { name: 'autumn', role: 'validation' },
    { name: 'train', role: 'reference' },
  ] as const
  const everywhere = sets.map(({ name }) => estimate(0, [-0.001, 0.001], { set: name }))
  const judgeOn = (on: string | null, measured: 'data' | 'machine' = 'data') =>
    judge({
      criteria: [criterion({ on })],
      estimates: everywhere,
      sets,
      confidence: 0.95,
      measured: measured as 'data',
    })

  it('are all those of role test or validation unless one is named', () => {
    expect(judgeOn(null).findings.map(({ set }) => set)).toEqual(['test', 'autumn'])
    expect(judgeOn('autumn').findings.map(({ set }) => set)).toEqual(['autumn'])
  })

  it('each must be there', () => {
    const { verdict } = judge({
      criteria: [criterion()],
      estimates: everywhere.filter(({ set }) => set !== 'autumn'),
      sets,
      confidence: 0.95,
      measured: 'data',
    })
    expect(verdict).toEqual({ status: 'could-not-run', reason: 'criteria-could-not-run' })
  })
})

describe('drift', () => {
  const asked = criterion({ measure: 'psi', demand: { kind: 'atMost', bound: { value: 0.2, unit: 'own' } } })
  it('without a column is about the worst column, which is an estimate of its own', () => {
    const worst = { ...psi('income', 0.9), options: {} }
    expect(findingOf(asked, psi('age', 0.05), psi('income', 0.9), worst)).toMatchObject({ status: 'fail', options: {} })
    expect(findingOf(asked, psi('age', 0.05))).toMatchObject({ status: 'could-not-run', reason: 'no-estimate' })
  })

  it('of one column is judged for that column', () => {
    expect(findingOf({ ...asked, options: { column: 'score' } }, psi('age', 0.05), psi('score', 0.9)).status).toBe(
      'fail',
    )
  })

  it('that was not measured could not be run', () => {
    expect(findingOf(asked)).toMatchObject({ status: 'could-not-run', reason: 'no-estimate' })
  })
})

describe('levels and waivers', () => {
  const bad = estimate(-0.2, [-0.25, -0.15])
  const good = estimate(0, [-0.001, 0.001], { measure: 'balancedAccuracy' })
  const other = criterion({ measure: 'balancedAccuracy' })

  it('a warning fails without blocking', () => {
    const { findings, verdict } = judgeData([criterion({ level: 'warn' }), other], [bad, good])
    expect(findings.map(({ status }) => status)).toEqual(['fail', 'pass'])
    expect(verdict).toEqual({ status: 'pass', reason: 'all-criteria-pass' })
  })

  it('a waived criterion says what it would have been, and does not count', () => {
    const { findings, verdict } = judgeData([criterion({ waived: 'agreed on 3 March' }), other], [bad, good])
    expect(findings[0]).toMatchObject({ status: 'waived', reason: 'waived-would-fail', value: 0.2 })
    expect(verdict.status).toBe('pass')
  })

  it('with nothing else there is nothing to pass', () => {
    expect(judgeData([criterion({ level: 'warn' })], [bad]).verdict).toEqual({
      status: 'could-not-run',
      reason: 'no-criteria',
    })
    expect(judgeData([criterion({ waived: 'x' })], [bad]).verdict.reason).toBe('no-criteria')
    expect(judgeData([], [bad]).verdict.reason).toBe('no-criteria')
  })
})

describe('the verdict', () => {
  const pass = [criterion(), estimate(0, [-0.001, 0.001])] as const
  const fail = [criterion({ measure: 'f1' }), estimate(-0.5, [-0.55, -0.45], { measure: 'f1' })] as const
  const unsure = [criterion({ measure: 'recall' }), estimate(0, [-0.1, 0.1], { measure: 'recall' })] as const
  const broken = [criterion({ measure: 'rocAuc' }), estimate(null, null, { measure: 'rocAuc' })] as const
  it('is a failure before anything else: what is proven stays proven', () => {
    expect(verdictOf(pass, unsure, broken, fail)).toEqual({ status: 'fail', reason: 'criteria-fail' })
  })

  it('is could-not-run before inconclusive: more cases would not mend it', () => {
    expect(verdictOf(pass, unsure, broken)).toEqual({ status: 'could-not-run', reason: 'criteria-could-not-run' })
  })

  it('is inconclusive before pass', () => {
    expect(verdictOf(pass, unsure)).toEqual({ status: 'inconclusive', reason: 'criteria-inconclusive' })
  })

  it('is a pass when every criterion passes', () => {
    expect(verdictOf(pass)).toEqual({ status: 'pass', reason: 'all-criteria-pass' })
  })

  it('says so when there was not a single case', () => {
    expect(judgeData([criterion()], [estimate(null, null, { n: 0 })]).verdict).toEqual({
      status: 'could-not-run',
      reason: 'nothing-compared',
    })
  })
})

describe('speed and memory', () => {
  const asked = criterion({ measure: 'latencyP95', demand: own('maxDegradation', 5) })
  const slower = estimate(8, [6, 10], { measure: 'latencyP95' })

  it('are judged apart from the data', () => {
    const both = {
      criteria: [criterion(), asked],
      estimates: [estimate(0, [-0.001, 0.001]), slower],
      sets: TEST_SET,
      confidence: 0.95,
    }
    expect(judge({ ...both, measured: 'data' }).findings.map(({ measure }) => measure)).toEqual(['accuracy'])
    const machine = judge({ ...both, measured: 'machine' })
    expect(machine.findings.map(({ measure, unit }) => [measure, unit])).toEqual([['latencyP95', 'ms']])
    expect(machine.verdict?.status).toBe('fail')
  })

  it('have no verdict when nothing is demanded of them', () => {
    const warn = { ...asked, level: 'warn' } as const
    for (const criteria of [[], [warn], [criterion()]])
      expect(
        judge({ criteria, estimates: [slower], sets: TEST_SET, confidence: 0.95, measured: 'machine' }).verdict,
      ).toBeNull()
  })

  it('are judged on the one set on which they were timed, but must have been timed on one', () => {
    const sets = [...TEST_SET, { name: 'autumn', role: 'validation' } as const]
    const on = (estimates: readonly (typeof slower)[]) =>
      judge({ criteria: [asked], estimates, sets, confidence: 0.95, measured: 'machine' })
    expect(on([slower]).findings.map(({ set, status }) => [set, status])).toEqual([['test', 'fail']])
    expect(on([]).verdict?.status).toBe('could-not-run')
  })
})

function flips(interval: Interval): Estimate {
  return estimate(0.015, interval, { measure: 'negativeFlipRate', of: 'pair' })
}

function difference(relative: { value: number; interval: Interval | null } | null): Estimate {
  return estimate(1, [0.5, 1.5], { measure: 'rmse', relative })
}

function psi(column: string, value: number): Estimate {
  return estimate(value, [value / 2, value * 1.5], { measure: 'psi', of: 'pair', options: { column } })
}

function verdictOf(...given: readonly (readonly [Criterion, Estimate])[]): Verdict {
  const [asked, seen] = [given.map(([one]) => one), given.map(([, one]) => one)]
  return judgeData(asked, seen).verdict
}

describe('two segments whose names read alike', () => {
  it('are each judged by their own estimate: "x=y" of plan, and "y" of "plan=x"', () => {
    const one = [{ column: 'plan', value: 'x=y' }]
    const other = [{ column: 'plan=x', value: 'y' }]
    const { findings } = judgeData(
      [criterion({ by: 'plan' }), criterion({ by: 'plan=x' })],
      [estimate(0, [-0.001, 0.001], { slice: one }), estimate(-0.2, [-0.21, -0.19], { slice: other })],
    )
    expect(findings.map(({ slice, status }) => [slice![0]!.column, status])).toEqual([
      ['plan', 'pass'],
      ['plan=x', 'fail'],
    ])
  })
})
