import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../src/core/estimate.js'
import { measureKey } from '../../src/core/measureCatalog.js'
import { startReference } from '../../src/measures/reference.js'
import { intervalMismatch, mismatch, referenceCases } from '../stats/reference.js'
import {
  batchOf,
  BINARY,
  classBatch,
  fieldsOf,
  find,
  measure,
  numberColumn,
  REGRESSION,
  textColumn,
  valueBatch,
} from './given.js'

type Expected = Record<string, number>

interface ClassCase {
  name: string
  labels: string[]
  positive: number | null
  truth: number[]
  old: { predicted: number[]; scores: number[][]; expected: Expected }
  new: { predicted: number[]; scores: number[][]; expected: Expected }
  pair: Expected
}

describe('classification measures equal scikit-learn:', () => {
  for (const reference of referenceCases<ClassCase[]>('classification')) {
    const { labels, positive } = reference
    const wanted = [
      ...(['precision', 'recall', 'f1'] as const).flatMap((name) =>
        (['binary', 'macro', 'weighted'] as const)
          .filter((average) => average !== 'binary' || positive !== null)
          .map((average) => ({ measure: name, options: { average }, by: null })),
      ),
      { measure: 'expectedCalibrationError' as const, options: { bins: 7 }, by: null },
      { measure: 'expectedCalibrationError' as const, options: { debiased: true as const }, by: null },
      { measure: 'expectedCalibrationError' as const, options: { binning: 'equalMass' as const }, by: null },
    ]
    const { estimates } = measure({ ...BINARY, labels, positive, wanted }, [classBatch(reference, labels, positive)])

    it(`${reference.name}, each side and their difference`, () => {
      const wrong = Object.entries(reference.old.expected).flatMap(([key, old]) => {
        const newer = reference.new.expected[key]!
        const difference = find(estimates, key, 'difference')
        return [
          ...mismatch(find(estimates, key, 'old').value, old, `old ${key}`),
          ...mismatch(find(estimates, key, 'new').value, newer, `new ${key}`),
          // A difference of two values good to 1e-9 is good to 1e-9 of them, not of itself.
          ...mismatch(difference.value! + old, newer, `difference ${key}`),
          ...(difference.relative ? mismatch(difference.relative.value + 1, newer / old, `relative ${key}`) : []),
          ...outside(difference, key),
        ]
      })
      expect(wrong).toEqual([])
    })

    it(`${reference.name}, both sides together`, () => {
      const wrong = Object.entries(reference.pair).flatMap(([key, value]) =>
        mismatch(find(estimates, key, 'pair').value, value, key),
      )
      expect(wrong).toEqual([])
    })
  }
})

interface ValueCase {
  name: string
  truth: number[]
  old: { values: number[]; expected: Expected }
  new: { values: number[]; expected: Expected }
  pair: Expected
  maeDifferenceInterval: [number, number]
  jackknifeHalves: Expected
}

describe('regression measures equal scikit-learn:', () => {
  for (const reference of referenceCases<ValueCase[]>('regression')) {
    const { estimates } = measure(REGRESSION, [valueBatch(reference.truth, reference.old.values, reference.new.values)])

    it(`${reference.name}, each side and their difference`, () => {
      const wrong = Object.entries(reference.old.expected).flatMap(([key, old]) => [
        ...mismatch(find(estimates, key, 'old').value, old, `old ${key}`),
        ...mismatch(find(estimates, key, 'new').value, reference.new.expected[key], `new ${key}`),
        ...mismatch(find(estimates, key, 'difference').value, reference.new.expected[key]! - old, key, 1e-8),
        ...outside(find(estimates, key, 'difference'), key),
      ])
      expect(wrong).toEqual([])
      const wrongPairs = Object.entries(reference.pair).flatMap(([key, value]) =>
        mismatch(find(estimates, key, 'pair').value, value, key, 1e-8),
      )
      expect(wrongPairs).toEqual([])
    })

    it(`${reference.name}, with scipy's t interval for the mean absolute error`, () => {
      const { interval } = find(estimates, 'mae', 'difference')
      expect(intervalMismatch(interval, reference.maeDifferenceInterval, 'mae', 1e-8)).toEqual([])
    })

    it(`${reference.name}, with the width that leaving out one case at a time gives`, () => {
      const wrong = Object.entries(reference.jackknifeHalves).flatMap(([key, half]) => {
        const [low, high] = find(estimates, key, 'difference').interval!
        return mismatch((high - low) / 2, half, key, 1e-7)
      })
      expect(wrong).toEqual([])
    })
  }
})

interface DriftCase {
  name: string
  kind: 'number' | 'category'
  reference: (number | string | null)[]
  current: (number | string | null)[]
  expected: Expected
  intervals: Record<string, [number, number]>
  pValue: number
}

describe('drift measures equal scipy:', () => {
  for (const drift of referenceCases<DriftCase[]>('drift')) {
    it(`${drift.name}`, () => {
      const column = (values: DriftCase['current']) =>
        drift.kind === 'number'
          ? numberColumn('x', values as (number | null)[])
          : textColumn('x', values as (string | null)[])
      const current = column(drift.current)
      const features = fieldsOf([current])
      const reference = startReference(features, 1)
      reference.add(batchOf([column(drift.reference)], drift.reference.length))
      const n = drift.current.length
      const { estimates, evidence } = measure(
        {
          ...REGRESSION,
          features,
          wanted: [
            { measure: 'psi', options: { bins: 5 }, by: null },
            { measure: 'totalVariation', options: { bins: 5 }, by: null },
          ],
        },
        [
          valueBatch(
            null,
            Array.from({ length: n }, () => 0),
            Array.from({ length: n }, () => 0),
            [current],
          ),
        ],
        reference,
      )
      const wrong = Object.entries(drift.expected).flatMap(([key, value]) => {
        const [name, bins] = key.replace(')', '').split('(bins=') as ['psi' | 'totalVariation', string | undefined]
        const options = bins === undefined ? {} : { bins: Number(bins) }
        const found = find(estimates, measureKey(name, { ...options, column: 'x' }), 'pair')
        // The only column is also the worst.
        const worst = find(estimates, key, 'pair')
        return [
          ...mismatch(found.value, value, key),
          ...outside(found, key),
          ...intervalMismatch(worst.interval, found.interval!, `worst ${key}`, 0),
        ]
      })
      expect(wrong).toEqual([])
      const wrongIntervals = Object.entries(drift.intervals).flatMap(([key, interval]) =>
        intervalMismatch(find(estimates, `${key}(column=x)`, 'pair').interval, interval, key),
      )
      expect(wrongIntervals).toEqual([])
      expect(mismatch(evidence.drift[0]!.pValue, drift.pValue, 'p-value', 1e-8)).toEqual([])
    })
  }
})

/** An interval that is missing, or does not hold its value. */
function outside({ value, interval }: Estimate, what: string): string[] {
  const inside = interval !== null && value !== null && interval[0] <= value && value <= interval[1]
  return inside ? [] : [`${what}: ${value} is not in ${JSON.stringify(interval)}`]
}
