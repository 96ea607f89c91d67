import { assert, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  operatingEffectSchema,
  RATES,
  type OperatingEffect,
  type OperatingPoint,
} from '../../src/core/operatingPoint.js'
import type { PairedBatch } from '../../src/core/predictions.js'
import { seededRandom } from '../../src/stats/random.js'
import { mismatch, referenceCases } from '../stats/reference.js'
import { BINARY, classBatch, cut, find, measure, measureMerged, swapped } from './given.js'

type At = OperatingPoint['at']
type Rates = Record<(typeof RATES)[number], number>

interface Case {
  name: string
  threshold: number
  truth: number[]
  old: number[]
  new: number[]
  oldRates: Rates
  relativeAlerts: number
  points: Record<At, { threshold: number | null; rates: Rates; changes: Rates }>
  intervals?: Record<At, Record<string, [number, number]>>
}

/** Scores of "yes", which both models give; `truth` null = no labels at all. */
function scored(truth: readonly number[] | null, old: readonly number[], newer: readonly number[]): PairedBatch {
  const side = (scores: readonly number[]) => ({
    predicted: scores.map((score) => (score >= 0.5 ? 1 : 0)),
    scores: scores.map((score) => [1 - score, score]),
  })
  return classBatch({ truth, old: side(old), new: side(newer) }, ['no', 'yes'], 1)
}

function effectOf(batch: PairedBatch, thresholds: { old: number | null; new: number | null }): OperatingEffect {
  const { operating } = measure({ ...BINARY, thresholds }, [batch])
  if (operating === null) throw new Error('no operating effect')
  return operatingEffectSchema.parse(operating)
}

function pointAt({ points }: OperatingEffect, at: At): OperatingPoint {
  const found = points.find((point) => point.at === at)
  if (found === undefined) throw new Error(`no point ${at}`)
  return found
}

const CASES = referenceCases<Case[]>('operating')

describe('what keeping the threshold does equals scikit-learn and a search of every threshold:', () => {
  for (const reference of CASES) {
    it(`${reference.name}`, () => {
      const { threshold, truth, old, new: newer } = reference
      const effect = effectOf(scored(truth, old, newer), { old: threshold, new: threshold })
      const wrong = [
        ...RATES.flatMap((rate) => mismatch(effect.old[rate], reference.oldRates[rate], `old ${rate}`)),
        ...mismatch(effect.relativeAlerts?.value, reference.relativeAlerts, 'relative alerts'),
        ...effect.points.flatMap((point) => {
          const expected = reference.points[point.at]
          return [
            ...mismatch(point.threshold, expected.threshold, `${point.at} threshold`),
            ...RATES.flatMap((rate) => [
              ...mismatch(point.rates[rate], expected.rates[rate], `${point.at} ${rate}`),
              ...mismatch(point.changes[rate]?.value, expected.changes[rate], `${point.at} change of ${rate}`),
            ]),
          ]
        }),
      ]
      expect(wrong).toEqual([])
      expect(effect.points.map(({ at }) => at)).toEqual(['same-threshold', 'equal-alert-rate', 'equal-recall'])
      expect(effect).toMatchObject({
        assumed: false,
        positive: 'yes',
        positives: truth.filter((one) => one === 1).length,
      })
    })
  }

  it('with intervals as wide as those of a case bootstrap that chooses the threshold anew', () => {
    const far: string[] = []
    for (const { name, threshold, truth, old, new: newer, intervals } of CASES) {
      if (intervals === undefined) continue
      const effect = effectOf(scored(truth, old, newer), { old: threshold, new: threshold })
      for (const at of ['equal-alert-rate', 'equal-recall'] as const)
        for (const [rate, [low, high]] of Object.entries(intervals[at])) {
          const found = pointAt(effect, at).changes[rate as keyof Rates]!.interval!
          // Room for unseen cases is left besides: 3.84 / (n + 3.84) around the value. Two resamplings differ by some 4 % of their width.
          const room = 0.07 * (high - low) + 3.85 / Math.min(truth.length, truth.filter((one) => one === 1).length)
          if (Math.abs(found[0] - low) > room || Math.abs(found[1] - high) > room)
            far.push(`${name}, ${at} ${rate}: [${found.join(', ')}], expected [${low}, ${high}]`)
        }
    }
    expect(far).toEqual([])
  })
})

describe('the effect of a threshold', () => {
  const { truth, old, new: newer } = CASES[1]!
  const batch = scored(truth, old, newer)

  it('is that of 0.5 where the plan has none, and says that it is assumed', () => {
    const effect = effectOf(batch, { old: null, new: null })
    expect(effect).toMatchObject({ threshold: 0.5, assumed: true })
    const { estimates } = measure(BINARY, [batch])
    const same = pointAt(effect, 'same-threshold')
    for (const rate of ['recall', 'precision', 'f1'] as const) {
      const difference = find(estimates, rate, 'difference')
      expect(same.rates[rate]).toBeCloseTo(find(estimates, rate, 'new').value!, 12)
      expect(same.changes[rate]!.value).toBeCloseTo(difference.value!, 12)
      // The same method as the measure of that name; resamples are drawn from another seed.
      const width = difference.interval![1] - difference.interval![0]
      expect(Math.abs(same.changes[rate]!.interval![0] - difference.interval![0])).toBeLessThan(0.1 * width)
    }
  })

  it('shows new at its own threshold too, where that is another', () => {
    const effect = effectOf(batch, { old: 0.35, new: 0.6 })
    expect(effect.points.map(({ at, threshold }) => [at, threshold])).toEqual([
      ['same-threshold', 0.35],
      ['own-threshold', 0.6],
      ['equal-alert-rate', expect.any(Number)],
      ['equal-recall', expect.any(Number)],
    ])
  })

  it('of a set without labels is told by alerts alone', () => {
    const effect = effectOf(scored(null, old, newer), { old: 0.35, new: 0.35 })
    const labelled = effectOf(batch, { old: 0.35, new: 0.35 })
    expect(effect).toMatchObject({ positives: null, curves: null, n: truth.length })
    expect(effect.points.map(({ at }) => at)).toEqual(['same-threshold', 'equal-alert-rate'])
    for (const at of ['same-threshold', 'equal-alert-rate'] as const) {
      const { rates, changes, threshold } = pointAt(effect, at)
      expect(threshold).toBe(pointAt(labelled, at).threshold)
      expect(rates).toEqual({
        ...pointAt(labelled, at).rates,
        recall: null,
        precision: null,
        specificity: null,
        f1: null,
      })
      expect(changes.recall).toBeNull()
    }
    expect(effect.relativeAlerts).toEqual(labelled.relativeAlerts)
  })

  it('is none for a model against itself, and leaves room for cases that were not seen', () => {
    const { points, relativeAlerts } = effectOf(scored(truth, old, old), { old: 0.35, new: 0.35 })
    for (const { changes } of points)
      for (const rate of RATES) {
        expect(changes[rate]!.value).toBe(0)
        const [low, high] = changes[rate]!.interval!
        expect(low).toBeLessThan(0)
        expect(high).toBeGreaterThan(0)
      }
    expect(relativeAlerts!.value).toBe(0)
  })

  it('is defined where a threshold is above every score, and where one label alone occurs', () => {
    const never = effectOf(batch, { old: 0.9999, new: 0.9999 })
    expect(never.old).toMatchObject({ alertRate: 0, recall: 0, precision: 0, f1: 0, specificity: 1 })
    expect(never.relativeAlerts).toBeNull()
    expect(pointAt(never, 'equal-alert-rate').threshold).toBeNull()
    for (const label of [0, 1]) {
      const one = effectOf(scored(truth.map(() => label), old, newer), { old: 0.35, new: 0.35 }) // prettier-ignore
      expect(one.old.recall === null).toBe(label === 0)
      expect(one.old.specificity === null).toBe(label === 1)
    }
    const single = effectOf(scored([1], [0.4], [0.4]), { old: 0.35, new: 0.35 })
    expect(pointAt(single, 'same-threshold').rates.recall).toBe(1)
    const equal = effectOf(scored(truth, old.map(() => 0.4), newer.map(() => 0.4)), { old: 0.35, new: 0.35 }) // prettier-ignore
    expect(equal.old.alertRate).toBe(1)
  })

  it('does not depend on the order of the cases or on how they are split', () => {
    const whole = measure({ ...BINARY, thresholds: { old: 0.35, new: 0.4 } }, [batch]).operating
    const random = seededRandom(5)
    const order = truth.map((_, i) => [random(), i] as const).sort(([a], [b]) => a - b)
    const pick = (values: readonly number[]) => order.map(([, i]) => values[i]!)
    const shuffled = scored(pick(truth), pick(old), pick(newer))
    expect(measure({ ...BINARY, thresholds: { old: 0.35, new: 0.4 } }, [shuffled]).operating).toEqual(whole)
    const parts = [cut(batch, 0, 130), cut(batch, 130, 400)].map((part) => [part])
    expect(measureMerged({ ...BINARY, thresholds: { old: 0.35, new: 0.4 } }, parts).operating).toEqual(whole)
  })

  it('at the same threshold is the opposite when the models change places', () => {
    assert(
      property(double({ min: 0.05, max: 0.95, noNaN: true }), (threshold) => {
        const there = pointAt(effectOf(batch, { old: threshold, new: threshold }), 'same-threshold').changes
        const back = pointAt(effectOf(swapped(batch), { old: threshold, new: threshold }), 'same-threshold').changes
        for (const rate of ['alertRate', 'recall', 'specificity'] as const) {
          expect(back[rate]!.value).toBeCloseTo(-there[rate]!.value, 12)
          expect(back[rate]!.interval![0]).toBeCloseTo(-there[rate]!.interval![1], 9)
        }
      }),
      { seed: 6, numRuns: 3 },
    )
  })

  it('draws at most 101 points of each curve, from no alert to all', () => {
    const { curves } = effectOf(scored(CASES[3]!.truth, CASES[3]!.old, CASES[3]!.new), { old: 0.4, new: 0.4 })
    for (const curve of [curves!.old, curves!.new]) {
      expect(curve).toHaveLength(101)
      expect([curve[0], curve.at(-1)]).toEqual([
        [0, 0],
        [1, 1],
      ])
    }
  })
})
