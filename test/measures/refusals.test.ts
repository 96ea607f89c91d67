import { describe, expect, it } from 'vitest'
import { segmentOf } from '../../src/core/segment.js'
import { RecetteError } from '../../src/core/errors.js'
import { MEASURES, MEASURE_NAMES } from '../../src/core/measureCatalog.js'
import { REGISTRY } from '../../src/measures/registry.js'
import { startMeasuring } from '../../src/measures/measuring.js'
import { BINARY, classBatch, find, measure, REGRESSION, textColumn, valueBatch } from './given.js'

const scores = [
  [0.2, 0.8],
  [0.7, 0.3],
  [0.4, 0.6],
]
const answers = { predicted: [1, 0, 1], scores }

describe('what cannot be measured says why, and is never a number:', () => {
  it('no case at all', () => {
    const { estimates, evidence } = measure(BINARY, [])
    expect(estimates.length).toBeGreaterThan(20)
    expect(estimates.filter(({ value }) => value !== null)).toEqual([])
    expect(find(estimates, 'accuracy', 'difference')).toMatchObject({ n: 0, interval: null, reason: 'no-cases' })
    expect(find(estimates, 'coverage', 'pair').reason).toBe('no-cases')
    expect(evidence.outcome).toBeNull()
  })

  it('no labels: quality is unknown, agreement is not', () => {
    const { estimates } = measure(BINARY, [classBatch({ truth: null, old: answers, new: answers }, ['no', 'yes'], 1)])
    expect(find(estimates, 'accuracy', 'new').reason).toBe('no-labels')
    expect(find(estimates, 'rocAuc', 'difference').reason).toBe('no-labels')
    expect(find(estimates, 'negativeFlipRate', 'pair').reason).toBe('no-labels')
    expect(find(estimates, 'agreement', 'pair').value).toBe(1)
  })

  it('labels for some of the cases: the others do not count', () => {
    const { estimates } = measure(BINARY, [
      classBatch({ truth: [1, -1, 0], old: answers, new: answers }, ['no', 'yes'], 1),
    ])
    // Labelled: case 0 (yes, answered yes) and case 2 (no, answered yes).
    expect(find(estimates, 'accuracy', 'old')).toMatchObject({ value: 0.5, n: 2 })
    expect(find(estimates, 'logLoss', 'old').value).toBeCloseTo(-(Math.log(0.8) + Math.log(0.4)) / 2, 12)
    expect(find(estimates, 'rocAuc', 'old')).toMatchObject({ value: 1, n: 2 })
    expect(find(estimates, 'agreement', 'pair').n).toBe(3)
  })

  it('scores on one side only: that side has its value, the difference has none', () => {
    const { estimates } = measure(BINARY, [
      classBatch({ truth: [1, 0, 0], old: { ...answers, scores: null }, new: answers }, ['no', 'yes'], 1),
    ])
    for (const name of ['rocAuc', 'averagePrecision', 'logLoss', 'brier', 'expectedCalibrationError']) {
      expect(find(estimates, name, 'old').reason).toBe('no-scores')
      expect(find(estimates, name, 'difference').reason).toBe('no-scores')
      expect(find(estimates, name, 'new').value).not.toBeNull()
    }
    expect(find(estimates, 'largestScoreDifference', 'pair').reason).toBe('no-scores')
    // Without scores on both sides, the answers themselves are compared.
    expect(find(estimates, 'cramersV(column=score)', 'pair').value).toBe(0)
  })

  it('cases of one class only: there is nothing to rank', () => {
    const { estimates } = measure(BINARY, [
      classBatch({ truth: [1, 1, 1], old: answers, new: answers }, ['no', 'yes'], 1),
    ])
    expect(find(estimates, 'rocAuc', 'difference')).toMatchObject({ value: null, reason: 'one-class' })
    expect(find(estimates, 'recall(class=no)', 'new')).toMatchObject({ value: null, reason: 'no-cases', n: 0 })
  })

  it('a class that the labels do not have, or a positive one that nobody named', () => {
    const wanted = [
      { measure: 'f1' as const, options: { class: 'maybe' }, by: null },
      { measure: 'recall' as const, options: { average: 'binary' as const }, by: null },
    ]
    const { estimates } = measure({ ...BINARY, positive: null, wanted }, [
      classBatch({ truth: [1, 0, 1], old: answers, new: answers }, ['no', 'yes'], null),
    ])
    expect(find(estimates, 'f1(class=maybe)', 'difference').reason).toBe('no-such-class')
    expect(find(estimates, 'recall(average=binary)', 'difference').reason).toBe('no-positive-class')
  })

  it('a NaN among the values: no measure of them hides it', () => {
    const { estimates } = measure(REGRESSION, [valueBatch([1, 2, 3, 4], [1, 2, 3, 4], [1, Number.NaN, 3, 4])])
    for (const name of ['mae', 'rmse', 'r2', 'medianAbsoluteError'])
      expect(find(estimates, name, 'difference')).toMatchObject({ value: null, interval: null, reason: 'not-finite' })
    expect(find(estimates, 'largestScoreDifference', 'pair')).toMatchObject({ value: null, reason: 'not-finite' })
    expect(find(estimates, 'ks(column=score)', 'pair')).toMatchObject({ value: null, reason: 'not-finite' })
  })

  it('a NaN among the scores: no measure of them hides it', () => {
    const broken = {
      ...answers,
      scores: [
        [0.2, 0.8],
        [0.7, Number.NaN],
        [0.4, 0.6],
      ],
    }
    const { estimates } = measure(BINARY, [
      classBatch({ truth: [1, 0, 0], old: answers, new: broken }, ['no', 'yes'], 1),
    ])
    // Log-loss looks at the score of the true label only, which is there.
    for (const name of ['rocAuc', 'averagePrecision', 'brier', 'expectedCalibrationError']) {
      expect(find(estimates, name, 'new')).toMatchObject({ value: null, reason: 'not-finite' })
      expect(find(estimates, name, 'difference')).toMatchObject({ value: null, interval: null, reason: 'not-finite' })
      expect(find(estimates, name, 'old').value).not.toBeNull()
    }
    expect(find(estimates, 'largestScoreDifference', 'pair').value).toBeNull()
    expect(find(estimates, 'psi(column=score)', 'pair').value).toBeNull()
  })

  it('a constant target: there is no variance to explain', () => {
    const { estimates } = measure(REGRESSION, [valueBatch([5, 5, 5, 5], [5, 5, 5, 6], [5, 5, 5, 5])])
    expect(find(estimates, 'r2', 'old').reason).toBe('constant-target')
  })

  it('a value with too few cases for an interval', () => {
    const { estimates } = measure(REGRESSION, [valueBatch([5], [6], [7])])
    expect(find(estimates, 'mae', 'difference')).toMatchObject({ value: 1, interval: null, reason: 'too-few-cases' })
    expect(find(estimates, 'medianAbsoluteError', 'old')).toMatchObject({ value: 1, reason: 'too-few-cases' })
  })

  it('drift without a reference, or of a column that is not there', () => {
    const wanted = [{ measure: 'psi' as const, options: { column: 'age' }, by: null }]
    const { estimates } = measure({ ...REGRESSION, wanted }, [valueBatch(null, [1, 2, 3], [1, 2, 3])])
    expect(find(estimates, 'psi', 'pair').reason).toBe('no-reference')
    expect(find(estimates, 'psi(column=age)', 'pair').reason).toBe('no-reference')
    expect(find(estimates, 'ks(column=score)', 'pair').value).toBe(0)
  })

  it('a segment column with too many values, before it fills the memory', () => {
    const n = 201
    const zeros = Array.from({ length: n }, () => 0)
    const ids = textColumn(
      'customer',
      Array.from({ length: n }, (_, i) => `id ${i}`),
    )
    const measuring = startMeasuring({ ...REGRESSION, segments: [segmentOf({ column: 'customer' })] })
    const add = () => measuring.add(valueBatch(zeros, zeros, zeros, [ids]))
    expect(add).toThrowError(RecetteError)
    expect(add).toThrowError(/"customer" has more than 200 different values/)
  })
})

/** By the measure's name, else by its group. */
const KINDS: Readonly<Record<string, string>> = {
  domainClassifierAuc: 'domain',
  coverage: 'set',
  neighbourOverlap: 'neighbours',
  outputs: 'outputs',
  drift: 'drift',
  speed: 'speed',
}

describe('the registry', () => {
  it('implements every measure of the catalog, and each says what it is about', () => {
    expect(Object.keys(REGISTRY)).toEqual([...MEASURE_NAMES])
    for (const name of MEASURE_NAMES) {
      expect(REGISTRY[name].kind).toBe(KINDS[name] ?? KINDS[MEASURES[name].group] ?? 'cases')
    }
  })

  it('gives every measure of a task an estimate, on a plain set', () => {
    const { estimates } = measure(BINARY, [
      classBatch({ truth: [1, 0, 0], old: answers, new: answers }, ['no', 'yes'], 1),
    ])
    const named = new Set(estimates.map(({ measure: name }) => name))
    const expected = MEASURE_NAMES.filter(
      (name) =>
        (MEASURES[name].tasks as readonly string[]).includes('classification') &&
        MEASURES[name].group !== 'speed' &&
        // Of two labels one of the first two is always right; costs are the plan's to give.
        name !== 'topKAccuracy' &&
        name !== 'decisionCost',
    )
    expect([...named].sort()).toEqual([...expected].sort())
  })

  it('refuses to say that the right label is among the first of all labels, or of errors as shares of zero', () => {
    const wanted = [{ measure: 'topKAccuracy' as const, options: { k: 2 }, by: null }]
    const { estimates } = measure({ ...BINARY, wanted }, [
      classBatch({ truth: [1, 0, 0], old: answers, new: answers }, ['no', 'yes'], 1),
    ])
    const top = estimates.filter(({ measure: name }) => name === 'topKAccuracy')
    expect(top.map(({ value, reason }) => `${value} ${reason}`)).toEqual(Array(3).fill('null every-label-counts'))
    const regression = measure(REGRESSION, [valueBatch([0, 2, 3], [1, 2, 3], [1, 2, 4])]).estimates
    const share = regression.filter(({ measure: name }) => name === 'meanAbsolutePercentageError')
    expect(share.map(({ value, reason }) => `${value} ${reason}`)).toEqual(Array(3).fill('null zero-target'))
  })

  it('counts a label that shares its score with others behind them: equal scores find nothing', () => {
    const even = [1 / 3, 1 / 3, 1 / 3]
    const flat = { predicted: [0, 0], scores: [even, even] }
    // The first case's label has the second score of old, and shares it with no other.
    const sharp = {
      predicted: [0, 0],
      scores: [
        [0.5, 0.3, 0.2],
        [0.6, 0.2, 0.2],
      ],
    }
    const { estimates } = measure({ ...BINARY, labels: ['a', 'b', 'c'], positive: null }, [
      classBatch({ truth: [1, 1], old: sharp, new: flat }, ['a', 'b', 'c'], null),
    ])
    const top = estimates.filter(({ measure: name, options }) => name === 'topKAccuracy' && options.k === 2)
    expect(top.map(({ of, value }) => [of, value])).toEqual([
      ['old', 0.5],
      ['new', 0],
      ['difference', -0.5],
    ])
  })
})
