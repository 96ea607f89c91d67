import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../src/core/estimate.js'
import { find, measure } from './given.js'
import { numbers, pairOf, tensorBatch, TENSORS, texts } from './givenOutputs.js'

const estimate = (estimates: readonly Estimate[], key: string): Estimate => find(estimates, key, 'pair')

describe('raw outputs that cannot be measured are told, and never pass:', () => {
  it('a case of which the mask leaves nothing does not count; when all are so, nothing was compared', () => {
    const mask = { keep: Uint8Array.of(1, 0, 0, 0), each: 1 }
    const given = (keep: Uint8Array) =>
      measure(TENSORS, [
        tensorBatch(
          2,
          [numbers({ shape: [2], values: [1, 2, 3, 4], mask: { ...mask, keep } })],
          [numbers({ shape: [2], values: [1.5, 9, 9, 9], mask: { ...mask, keep } })],
        ),
      ])
    const some = given(mask.keep)
    expect(estimate(some.estimates, 'largestAbsoluteDifference')).toMatchObject({ value: 0.5, n: 1 })
    expect(some.evidence.outcome).toMatchObject({ outputs: [{ cases: 1, maskedCases: 1, elements: 1 }] })
    const none = given(new Uint8Array(4))
    expect(estimate(none.estimates, 'largestAbsoluteDifference')).toMatchObject({
      value: null,
      n: 0,
      reason: 'nothing-left',
    })
  })

  it('an old zero beside a new number has no relative difference, and is not left out of it', () => {
    const { estimates, evidence } = measure(TENSORS, [pairOf([0, 0, 1, 2], [0, 5, 1.1, 2])])
    expect(estimate(estimates, 'largestRelativeDifference')).toMatchObject({ value: null, reason: 'zero-baseline' })
    expect(estimate(estimates, 'meanRelativeDifference')).toMatchObject({ value: null, reason: 'zero-baseline' })
    expect(estimate(estimates, 'relativeDifferenceP99').reason).toBe('zero-baseline')
    // An absolute part is what lets zeros pass.
    expect(estimate(estimates, 'tightestTolerance(rtol=0.01)').value).toBe(5)
    expect(evidence.outcome).toMatchObject({ outputs: [{ zeroBaseline: 1 }] })
  })

  it('NaN on both sides, and an infinity on one, leave no figure; the same infinity is equal and counted', () => {
    const nan = measure(TENSORS, [pairOf([1, Number.NaN], [1, Number.NaN])])
    expect(estimate(nan.estimates, 'largestAbsoluteDifference')).toMatchObject({ value: null, reason: 'not-finite' })
    expect(nan.evidence.outcome).toMatchObject({ outputs: [{ notFinite: 1, notFiniteRow: 2 }] })
    const opposite = measure(TENSORS, [pairOf([-Infinity, 1], [Infinity, 1])])
    expect(estimate(opposite.estimates, 'tightestTolerance').reason).toBe('not-finite')
    const same = measure(TENSORS, [pairOf([-Infinity, 1], [-Infinity, 1.25])])
    expect(estimate(same.estimates, 'tightestTolerance')).toMatchObject({ value: 0.25, n: 2 })
    expect(same.evidence.outcome).toMatchObject({ outputs: [{ equalInfinities: 1, elements: 1 }] })
  })

  it('only infinities leave nothing to measure', () => {
    const { estimates } = measure(TENSORS, [pairOf([Infinity], [Infinity])])
    expect(estimate(estimates, 'largestAbsoluteDifference')).toMatchObject({ value: null, reason: 'nothing-left' })
  })

  it('texts are equal or not, and have no distance; one that differs is not hidden behind numbers that agree', () => {
    const batch = tensorBatch(
      4,
      [texts(['a', 'b', 'c', 'd'], 'word'), numbers({ name: 'x', shape: [], values: [1, 2, 3, 4] })],
      [texts(['a', 'b', 'c', 'D'], 'word'), numbers({ name: 'x', shape: [], values: [1, 2, 3, 4] })],
    )
    const { estimates } = measure(TENSORS, [batch])
    expect(estimate(estimates, 'exactAgreement(output=word)').value).toBe(0.75)
    expect(estimate(estimates, 'largestAbsoluteDifference(output=word)').reason).toBe('not-numbers')
    // Over both: the distance is that of x alone, the agreement that of the texts.
    expect(estimate(estimates, 'largestAbsoluteDifference').value).toBe(0)
    expect(estimate(estimates, 'discreteAgreement').value).toBe(0.75)
    expect(estimate(estimates, 'exactAgreement').value).toBe(0.75)
  })

  it('unlike shapes, and numbers beside text, have no counterparts', () => {
    const shapes = tensorBatch(
      1,
      [numbers({ shape: [2], values: [1, 2] })],
      [numbers({ shape: [3], values: [1, 2, 3] })],
    )
    expect(estimate(measure(TENSORS, [shapes]).estimates, 'cosineSimilarity').reason).toBe('shapes-differ')
    const kinds = tensorBatch(1, [numbers({ shape: [], values: [1] })], [texts(['1'])])
    expect(estimate(measure(TENSORS, [kinds]).estimates, 'exactAgreement').reason).toBe('kinds-differ')
  })

  it('an arg-max needs an axis with a choice', () => {
    const { estimates } = measure(
      { ...TENSORS, wanted: [{ measure: 'argmaxAgreement', options: { axis: 2 }, by: null }] },
      [tensorBatch(1, [numbers({ shape: [2], values: [1, 2] })], [numbers({ shape: [2], values: [2, 1] })])],
    )
    expect(estimate(estimates, 'argmaxAgreement').value).toBe(0)
    expect(estimate(estimates, 'argmaxAgreement(axis=2)').reason).toBe('no-such-axis')
    expect(estimate(measure(TENSORS, [pairOf([1], [1])]).estimates, 'argmaxAgreement').reason).toBe('no-such-axis')
  })

  it('too few cases have neighbours by chance', () => {
    const values = Array.from({ length: 40 }, (_, i) => Math.sin(i * i))
    const given = (cases: number) => {
      const side = numbers({ shape: [2], values: values.slice(0, 2 * cases), neighbours: 1 })
      return estimate(measure(TENSORS, [tensorBatch(cases, [side], [side])]).estimates, 'neighbourOverlap')
    }
    expect(given(10)).toMatchObject({ value: null, reason: 'too-few-neighbours', n: 10 })
    expect(given(11)).toMatchObject({ value: 1, n: 11 })
  })

  it('a measure of an output that nobody gave is told', () => {
    const wanted = [{ measure: 'cosineSimilarity' as const, options: { output: 'z' }, by: null }]
    const { estimates } = measure({ ...TENSORS, wanted }, [pairOf([1], [1])])
    expect(estimate(estimates, 'cosineSimilarity(output=z)')).toMatchObject({ value: null, reason: 'no-such-output' })
  })

  it('a set without cases compares nothing', () => {
    const { estimates, evidence } = measure(TENSORS, [])
    expect(estimate(estimates, 'tightestTolerance')).toMatchObject({ value: null, n: 0, reason: 'no-cases' })
    expect(evidence.outcome).toBeNull()
  })

  it('an output of zeros has no signal, and equal outputs have 319 dB and no more', () => {
    const ratio = (old: number[], newer: number[]) =>
      estimate(measure(TENSORS, [pairOf(old, newer)]).estimates, 'signalToNoise')
    expect(ratio([0, 0], [0, 1])).toMatchObject({ value: null, reason: 'no-signal' })
    expect(ratio([0, 0], [0, 0]).value).toBeCloseTo(319.09, 2)
    // Noise of one last bit in one of two numbers: 20 log10(2^52 sqrt 2), below the limit.
    expect(ratio([1, 1], [1, 1 + 2 ** -52]).value).toBeCloseTo(316.08, 1)
  })
})
