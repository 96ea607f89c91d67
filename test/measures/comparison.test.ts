import { describe, expect, it } from 'vitest'
import type { ComparisonTest } from '../../src/core/comparisonTest.js'
import { measureKey } from '../../src/core/measureCatalog.js'
import { BINARY, classBatch, cut, find, measure, measureMerged, randomBatch, REGRESSION, valueBatch } from './given.js'

function testOf(tests: readonly ComparisonTest[], test: ComparisonTest['test'], key?: string): ComparisonTest {
  const found = tests.find(
    (each) =>
      each.test === test && (key === undefined || (each.measure && measureKey(each.measure, each.options)) === key),
  )
  if (found === undefined) throw new Error(`no ${test} of ${key} among ${tests.map((each) => each.test)}`)
  return found
}

/** `onlyOld` cases lost, `onlyNew` won, `both` right and `neither` of the class yes; all answered yes or no with these scores. */
function flips(onlyOld: number, onlyNew: number, both: number, scores = true) {
  const rows = [
    ...Array.from({ length: onlyOld }, () => [1, 0]),
    ...Array.from({ length: onlyNew }, () => [0, 1]),
    ...Array.from({ length: both }, () => [1, 1]),
  ]
  const side = (at: number) => {
    const predicted = rows.map((row) => row[at]!)
    return { predicted, scores: scores ? predicted.map((answer) => (answer === 1 ? [0.2, 0.8] : [0.7, 0.3])) : null }
  }
  return classBatch({ truth: rows.map(() => 1), old: side(0), new: side(1) }, ['no', 'yes'], 1)
}

describe('tests of two models on the same cases', () => {
  it('count what only one of them gets right: McNemar 25 against 15', () => {
    const { tests } = measure(BINARY, [flips(25, 15, 60)])
    const exact = testOf(tests, 'mcnemar-exact', 'accuracy')
    expect(exact.pValue).toBeCloseTo(0.1538599, 7)
    expect(exact.n).toBe(100)
    expect(exact.estimates.map(({ name, value }) => [name, value])).toEqual([
      ['only-old', 25],
      ['only-new', 15],
    ])
    expect(testOf(tests, 'mcnemar-mid-p', 'accuracy').pValue).toBeCloseTo(0.1172752, 7)
    // All cases are of the class yes: its recall has the same counts, and of the class no there is no case.
    expect(testOf(tests, 'mcnemar-exact', 'recall').pValue).toBe(exact.pValue)
    expect(testOf(tests, 'mcnemar-exact', 'recall(class=no)')).toMatchObject({ pValue: null, reason: 'no-cases' })
    // (25 - 15)² / 40: two answers, so Stuart and Maxwell's is McNemar's chi-square.
    expect(testOf(tests, 'stuart-maxwell').statistic).toBeCloseTo(2.5, 12)
    expect(testOf(tests, 'delong')).toMatchObject({ pValue: null, reason: 'one-class' })
  })

  it('find nothing to test in two equal models, and say so instead of a number', () => {
    const batch = randomBatch(80, 2, 5)
    const { tests } = measure(BINARY, [{ ...batch, new: batch.old }])
    expect(testOf(tests, 'mcnemar-exact', 'accuracy').pValue).toBe(1)
    for (const name of ['stuart-maxwell', 'bhapkar', 'delong', 'paired-t'] as const)
      expect(testOf(tests, name)).toMatchObject({ pValue: null, reason: 'no-changes' })
    expect(testOf(tests, 'concordance').estimates[0]).toMatchObject({ name: 'concordance', value: 1, interval: null })
    expect(testOf(tests, 'deming').estimates[0]!.value).toBeCloseTo(1, 12)
  })

  it('see a constant and a proportional bias of a regression', () => {
    const old = Array.from({ length: 60 }, (_, i) => 10 + 3 * i + Math.sin(i))
    const { tests } = measure(REGRESSION, [
      valueBatch(
        null,
        old,
        old.map((value, i) => 5 + 1.2 * value + Math.cos(3 * i)),
      ),
    ])
    const [slope, intercept] = testOf(tests, 'deming').estimates
    expect(slope!.value).toBeCloseTo(1.2, 2)
    expect(slope!.interval![0]).toBeGreaterThan(1)
    expect(intercept!.value).toBeGreaterThan(4)
    expect(testOf(tests, 'passing-bablok').estimates[0]!.value).toBeCloseTo(1.2, 2)
    const limits = testOf(tests, 'limits-of-agreement').estimates
    expect(limits.map(({ name }) => name)).toEqual(['bias', 'deviation', 'low-limit', 'high-limit'])
    // 5 + 0.2 of the mean value, 10 + 3 * 29.5.
    expect(limits[0]!.value).toBeCloseTo(5 + 0.2 * 98.5, 0)
    // Without known values there is no test of errors.
    expect(tests.some(({ test }) => test === 'paired-t')).toBe(false)
  })

  it('say why not for one case, for constant answers, and leave scores out where there are none', () => {
    const one = measure(REGRESSION, [valueBatch([1], [1], [2])]).tests
    expect(one.map(({ test, reason }) => [test, reason])).toEqual([
      ['paired-t', 'too-few-cases'],
      ['limits-of-agreement', 'too-few-cases'],
      ['concordance', 'too-few-cases'],
      ['deming', 'too-few-cases'],
      ['passing-bablok', 'too-few-cases'],
    ])
    const constant = measure(REGRESSION, [valueBatch([1, 2, 3, 4], [7, 7, 7, 7], [6, 7, 8, 9])]).tests
    for (const name of ['concordance', 'deming', 'passing-bablok'] as const)
      expect(testOf(constant, name).reason).toBe('constant-side')
    const scoreless = measure(BINARY, [flips(3, 2, 9, false)]).tests
    expect(new Set(scoreless.map(({ test }) => test))).toEqual(
      new Set(['mcnemar-exact', 'mcnemar-mid-p', 'stuart-maxwell', 'bhapkar']),
    )
  })

  it('do not depend on how the cases are cut, and hold no number that is not finite', () => {
    const batch = randomBatch(300, 3, 8)
    const options = { ...BINARY, labels: batch.labels, positive: null }
    const { tests } = measure(options, [batch])
    const pieces = measureMerged(options, [[cut(batch, 120, 300)], [cut(batch, 0, 120)]]).tests
    expect(pieces.length).toBe(tests.length)
    pieces.forEach((piece, i) => {
      expect(piece.pValue ?? -1).toBeCloseTo(tests[i]!.pValue ?? -1, 10)
      piece.estimates.forEach(({ value }, k) => expect(value).toBeCloseTo(tests[i]!.estimates[k]!.value, 10))
    })
    expect(tests.length).toBeGreaterThan(8)
    for (const { statistic, pValue, estimates, reason } of tests) {
      expect([statistic, pValue, ...estimates.map(({ value }) => value)].some(Number.isNaN)).toBe(false)
      expect(pValue === null && estimates.length === 0).toBe(reason !== undefined)
    }
  })

  it('are the measures concordance and limits of agreement too, which leave room for what was not seen', () => {
    const old = Array.from({ length: 100 }, (_, i) => i)
    const equal = measure(REGRESSION, [valueBatch(null, old, old)]).estimates
    // z² / (n + z²) of the cases may be a standard deviation off: half of that share of the concordance.
    const share = 1.959963984540054 ** 2 / (100 + 1.959963984540054 ** 2)
    const lin = find(equal, 'concordance', 'pair')
    expect(lin.value).toBe(1)
    expect(lin.interval![0]).toBeCloseTo(1 - share / 2, 12)
    expect(lin.interval![1]).toBe(1)
    const limit = find(equal, 'limitsOfAgreement', 'pair')
    expect(limit.value).toBe(0)
    // The variance of 0 to 99 is 100 * 101 / 12.
    expect(limit.interval![1]).toBeCloseTo(1.959963984540054 * Math.sqrt(((100 * 101) / 12) * share), 9)
    const shifted = measure(REGRESSION, [
      valueBatch(
        null,
        old,
        old.map((value) => value - 3 + (value % 2)),
      ),
    ]).estimates
    // Differences of -3 and -2: mean -2.5, variance 100 / 99 / 4; the further limit is the lower one.
    expect(find(shifted, 'limitsOfAgreement', 'pair').value).toBeCloseTo(
      2.5 + 1.959963984540054 * Math.sqrt(100 / 99 / 4),
      9,
    )
    const constant = measure(REGRESSION, [valueBatch(null, [1, 1, 1], [1, 2, 3])]).estimates
    expect(find(constant, 'concordance', 'pair')).toMatchObject({ value: null, reason: 'constant-side' })
  })
})
