import { describe, expect, it } from 'vitest'
import type { Criterion } from '../../src/core/criterion.js'
import type { Estimate } from '../../src/core/estimate.js'
import { MEASURE_NAMES, measureInfo, measureKey } from '../../src/core/measureCatalog.js'
import type { PairedBatch } from '../../src/core/predictions.js'
import { judge } from '../../src/judge/judge.js'
import type { MeasuringOptions } from '../../src/measures/measuring.js'
import { allowUnseen, unseenShare } from '../../src/stats/unseen.js'
import {
  BINARY,
  classBatch,
  measure,
  MULTILABEL,
  randomBatch,
  randomLabelSets,
  REGRESSION,
  valueBatch,
} from './given.js'

/** What no case of the sample did, a later one may do: intervals must leave room for it. */
describe('two models that are the same on a handful of cases', () => {
  for (const n of [1, 2, 3, 5, 8, 10])
    it(`keep no margin of 1 % or 1 point by that: ${n} cases`, () => {
      for (const [options, batch] of handfuls(n)) {
        const { estimates } = measure(options, [{ ...batch, new: batch.old }])
        const { findings, verdict } = judge({
          criteria: tightCriteria(options),
          estimates,
          sets: [{ name: estimates[0]!.set, role: 'test' }],
          confidence: 0.95,
          measured: 'data',
        })
        expect(findings.filter(({ status }) => status === 'pass').map(({ criterion }) => criterion)).toEqual([])
        expect(verdict.status).not.toBe('pass')
      }
    })

  it('have no interval without width, even when every answer is one and the same', () => {
    const constant = valueBatch([1, 2, 3, 4, 5, 6, 7, 8], repeat(8, 3), repeat(8, 3))
    const sure = classBatch(
      {
        truth: repeat(8, 0),
        old: { predicted: repeat(8, 0), scores: repeat(8, [1, 0]) },
        new: { predicted: repeat(8, 0), scores: repeat(8, [1, 0]) },
      },
      ['no', 'yes'],
      1,
    )
    const perfect = valueBatch([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8])
    for (const [options, batch] of [
      [REGRESSION, constant],
      [REGRESSION, perfect],
      [BINARY, sure],
    ] as const)
      expect(certain(measure(options, [batch]).estimates)).toEqual([])
  })

  it('keep a margin of 1 point of the AUC once there are enough of them', () => {
    // Half of 3.84 / (smaller class + 3.84) is below 0.01 from 189 cases of the smaller class on; 1200 cases hold some 600.
    const batch = randomBatch(1200, 2, 5)
    const { estimates } = measure(BINARY, [{ ...batch, labels: BINARY.labels, new: batch.old }])
    const found = estimates.find(({ measure: name, of }) => name === 'rocAuc' && of === 'difference')!
    expect(found.value).toBe(0)
    expect(found.interval![0]).toBeGreaterThan(-0.01)
    expect(found.interval![0]).toBeLessThan(-0.002)
  })
})

describe('a matthewsCorrelation of cases that all have one label', () => {
  it('is no number: 0 against 0 would pass for equal', () => {
    const answers = [0, 1, 0, 1, 0, 1]
    const side = { predicted: answers, scores: null }
    const batch = classBatch({ truth: repeat(6, 0), old: side, new: side }, ['no', 'yes'], 1)
    const found = measure(BINARY, [batch]).estimates.filter(({ measure: name }) => name === 'matthewsCorrelation')
    expect(found.map(({ value, reason }) => [value, reason])).toEqual(repeat(3, [null, 'one-class']))
  })
})

describe('a label that no case has', () => {
  it('has neither precision nor F1: both models answer it wrongly always, and would pass for equal', () => {
    const answers = [0, 1, 0, 1, 0, 1]
    const side = { predicted: answers, scores: null }
    const batch = classBatch({ truth: repeat(6, 0), old: side, new: side }, ['no', 'yes'], 1)
    const found = measure(BINARY, [batch]).estimates.filter(
      ({ measure: name, options }) => ['precision', 'f1', 'recall'].includes(name) && options.class === 'yes',
    )
    expect(found.length).toBe(9)
    expect(found.filter(({ value, interval }) => value !== null || interval !== null)).toEqual([])
  })

  it('leaves the precision of the other without meaning: such an answer cannot be wrong', () => {
    const side = { predicted: [0, 1, 0, 1], scores: null }
    const batch = classBatch({ truth: repeat(4, 0), old: side, new: side }, ['no', 'yes'], 1)
    const found = measure(BINARY, [batch]).estimates.filter(
      ({ measure: name, options }) => name === 'precision' && options.class === 'no',
    )
    expect(found.map(({ value, reason }) => [value, reason])).toEqual(repeat(3, [null, 'one-class']))
  })
})

describe('the room for what was not seen', () => {
  it("is the upper end of Wilson's interval for none of n", () => {
    // z² = 3.841458820694124: 3.841458820694124 / 103.841458820694124.
    expect(unseenShare(100, 0.95)).toBeCloseTo(0.0369935, 7)
    expect(unseenShare(0, 0.95)).toBe(1)
  })

  it('widens what is narrower, leaves what is wider, and cannot make an interval out of nothing', () => {
    expect(allowUnseen([0, 0], 0, 0.1)).toEqual([-0.1, 0.1])
    expect(allowUnseen([-1, 2], 0, 0.1)).toEqual([-1, 2])
    expect(allowUnseen([-0.01, 2], 0, 0.1)).toEqual([-0.1, 2])
    expect(allowUnseen([3, 3], 3, 0)).toBeNull()
    expect(allowUnseen([3, 3], 3, Number.NaN)).toBeNull()
    expect(allowUnseen(null, 3, 1)).toBeNull()
  })
})

function repeat<T>(times: number, value: T): T[] {
  return Array.from({ length: times }, () => value)
}

function handfuls(n: number): readonly (readonly [MeasuringOptions, PairedBatch])[] {
  const values = Array.from({ length: n }, (_, i) => (i * 7) % 11)
  const batch = randomBatch(n, 2, n)
  return [
    [BINARY, { ...batch, labels: BINARY.labels }],
    [{ ...BINARY, labels: ['c0', 'c1', 'c2', 'c3'], positive: null }, randomBatch(n, 4, n)],
    [MULTILABEL, randomLabelSets(n, MULTILABEL.labels, n)],
    [
      REGRESSION,
      valueBatch(
        values,
        values.map((value, i) => value + ((i * 3) % 5) - 2),
        values,
      ),
    ],
  ]
}

/** 1 point, 1 %, or a hundredth of the unit, on every measure of the cases that is judged by an interval. */
function tightCriteria({ task }: MeasuringOptions): Criterion[] {
  return MEASURE_NAMES.filter((name) => {
    const { tasks, about, alwaysFixed, group } = measureInfo(name)
    return tasks.includes(task) && about !== 'data' && alwaysFixed !== true && group !== 'speed'
  }).flatMap((name) => {
    const { about, direction } = measureInfo(name)
    const demands: Criterion['demand'][] =
      about === 'each'
        ? (['own', 'percent'] as const).map((unit) => ({
            kind: 'maxDegradation',
            margin: { value: unit === 'own' ? 0.01 : 1, unit },
          }))
        : direction === 'zero'
          ? [{ kind: 'within', low: own(-0.01), high: own(0.01) }]
          : direction === 'lower'
            ? [{ kind: 'atMost', bound: own(0.01) }]
            : [{ kind: 'atLeast', bound: own(0.99) }]
    return demands.map((demand, i) => ({
      id: `${name} ${i}`,
      measure: name,
      options: {},
      demand,
      on: null,
      by: null,
      minCases: 0,
      basis: 'sample' as const,
      level: 'error' as const,
      waived: null,
      from: 'plan' as const,
    }))
  })
}

function own(value: number) {
  return { value, unit: 'own' as const }
}

/** But for order statistics, which are exact without any width: all of 8 errors lie below the true median once in 256 such samples. */
function certain(estimates: readonly Estimate[]): string[] {
  return estimates
    .filter(({ interval, method }) => method !== 'order-statistic' && interval !== null && !(interval[1] > interval[0]))
    .map(({ measure: name, options, of }) => `${measureKey(name, options)} of ${of}`)
}
