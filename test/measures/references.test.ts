import { describe, expect, it } from 'vitest'
import { measureKey } from '../../src/core/measureCatalog.js'
import { startReference } from '../../src/measures/reference.js'
import { studentQuantile } from '../../src/stats/distributions.js'
import { expectClose, expectInterval, referenceCases } from '../stats/reference.js'
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
    ]
    const { estimates } = measure({ ...BINARY, labels, positive, wanted }, [classBatch(reference, labels, positive)])

    it(`${reference.name}, each side and their difference`, () => {
      for (const [key, old] of Object.entries(reference.old.expected)) {
        const newer = reference.new.expected[key]!
        expectClose(find(estimates, key, 'old').value, old, `old ${key}`)
        expectClose(find(estimates, key, 'new').value, newer, `new ${key}`)
        // A difference of two values good to 1e-9 is good to 1e-9 of them, not of itself.
        const difference = find(estimates, key, 'difference')
        expect(Math.abs(difference.value! - (newer - old)), key).toBeLessThan(1e-9 * Math.max(1, Math.abs(old)))
        expect(difference.interval, key).not.toBeNull()
        expect(difference.interval![0], key).toBeLessThanOrEqual(difference.value!)
        expect(difference.interval![1], key).toBeGreaterThanOrEqual(difference.value!)
        if (difference.relative) expect(difference.relative.value, key).toBeCloseTo(newer / old - 1, 9)
      }
    })

    it(`${reference.name}, both sides together`, () => {
      for (const [key, value] of Object.entries(reference.pair))
        expectClose(find(estimates, key, 'pair').value, value, key)
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
  jackknifeErrors: Expected
}

describe('regression measures equal scikit-learn:', () => {
  for (const reference of referenceCases<ValueCase[]>('regression')) {
    const { estimates } = measure(REGRESSION, [valueBatch(reference.truth, reference.old.values, reference.new.values)])

    it(`${reference.name}, each side and their difference`, () => {
      for (const [key, old] of Object.entries(reference.old.expected)) {
        expectClose(find(estimates, key, 'old').value, old, `old ${key}`)
        expectClose(find(estimates, key, 'new').value, reference.new.expected[key]!, `new ${key}`)
        expectClose(find(estimates, key, 'difference').value, reference.new.expected[key]! - old, key, 1e-8)
      }
      for (const [key, value] of Object.entries(reference.pair))
        expectClose(find(estimates, key, 'pair').value, value, key, 1e-8)
    })

    it(`${reference.name}, with scipy's paired t interval for the mean absolute error`, () => {
      expectInterval(find(estimates, 'mae', 'difference').interval, reference.maeDifferenceInterval, 'mae', 1e-8)
    })

    it(`${reference.name}, with the width that leaving out one case at a time gives`, () => {
      for (const [key, error] of Object.entries(reference.jackknifeErrors)) {
        const [low, high] = find(estimates, key, 'difference').interval!
        const t = studentQuantile(0.975, reference.truth.length - 1)
        expectClose((high - low) / 2, t * error, key, 1e-7)
      }
    })
  }
})

interface DriftCase {
  name: string
  kind: 'number' | 'category'
  reference: (number | string | null)[]
  current: (number | string | null)[]
  expected: Expected
  pValue: number
}

describe('drift measures equal scipy:', () => {
  for (const drift of referenceCases<DriftCase[]>('drift')) {
    it(drift.name, () => {
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
        { ...REGRESSION, features, wanted: [{ measure: 'psi', options: { bins: 5 }, by: null }] },
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
      for (const [key, value] of Object.entries(drift.expected)) {
        const [name, bins] = key.replace(')', '').split('(bins=') as ['psi', string | undefined]
        const options = { column: 'x', ...(bins === undefined ? {} : { bins: Number(bins) }) }
        const found = find(estimates, measureKey(name, options), 'pair')
        expectClose(found.value, value, key)
        expect(found.interval![0]).toBeLessThanOrEqual(found.value!)
        expect(found.interval![1]).toBeGreaterThanOrEqual(found.value!)
        // The only column is also the worst.
        expect(find(estimates, key, 'pair')).toEqual({ ...found, options: key === name ? {} : { bins: Number(bins) } })
      }
      expectClose(evidence.drift[0]!.pValue, drift.pValue, 'p-value', 1e-8)
    })
  }
})
