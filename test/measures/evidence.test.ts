import { describe, expect, it } from 'vitest'
import { startReference } from '../../src/measures/reference.js'
import type { ClassEvidence, ValueEvidence } from '../../src/core/evidence.js'
import {
  batchOf,
  BINARY,
  classBatch,
  fieldsOf,
  measure,
  numberColumn,
  randomBatch,
  REGRESSION,
  textColumn,
  valueBatch,
} from './given.js'

describe('class evidence', () => {
  const batch = classBatch(
    {
      truth: [1, 1, 0, -1],
      old: {
        predicted: [1, 0, 0, 1],
        scores: [
          [0.05, 0.95],
          [0.55, 0.45],
          [1, 0],
          [0.2, 0.8],
        ],
      },
      new: {
        predicted: [0, 1, 0, 1],
        scores: [
          [0.6, 0.4],
          [0.3, 0.7],
          [1, 0],
          [0.2, 0.8],
        ],
      },
    },
    ['no', 'yes'],
    1,
  )
  const outcome = measure(BINARY, [batch]).evidence.outcome as ClassEvidence

  it('holds the joint counts, cases without a label first', () => {
    expect(outcome.joint).toEqual({
      labels: ['no', 'yes'],
      cells: [
        [-1, 1, 1, 1],
        [0, 0, 0, 1],
        [1, 0, 1, 1],
        [1, 1, 0, 1],
      ],
    })
  })

  it('splits flips by how sure old was', () => {
    // Old's highest scores: 0.95 (lost), 0.55 (won), 1 (kept); the last case has no label.
    const { flipsByConfidence } = outcome
    expect(flipsByConfidence.map(({ low, high }) => [low, high])).toEqual([
      [0, 0.5],
      [0.5, 0.6],
      [0.6, 0.7],
      [0.7, 0.8],
      [0.8, 0.9],
      [0.9, 1],
    ])
    expect(flipsByConfidence[1]).toMatchObject({ cases: 1, negative: 0, positive: 1 })
    expect(flipsByConfidence[5]).toMatchObject({ cases: 2, negative: 1, positive: 0 })
  })

  it('counts calibration bins and the score grid', () => {
    expect(outcome.calibration!.of).toBe('yes')
    expect(outcome.calibration!.old[9]).toMatchObject({ low: 0.9, high: 1, n: 1, meanScore: 0.95, fraction: 1 })
    expect(outcome.calibration!.old[5]).toMatchObject({ n: 0, meanScore: null, fraction: null, interval: null })
    // Old 0.95 and new 0.4: column 19, row 8.
    expect(outcome.scores!.counts[8]![19]).toBe(1)
    expect(outcome.scores!.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(4)
  })

  it('shows the predicted class when there are more than two', () => {
    const many = randomBatch(60, 4, 3)
    const shown = measure({ ...BINARY, labels: many.labels, positive: null }, [many]).evidence.outcome as ClassEvidence
    expect(shown.calibration!.of).toBeNull()
    expect(shown.calibration!.old.reduce((sum, { n }) => sum + n, 0)).toBe(60)
    // Of four scores that sum to one, the highest is at least a quarter.
    expect(shown.calibration!.old.slice(0, 2).every(({ n }) => n === 0)).toBe(true)
  })
})

describe('value evidence', () => {
  it('gives bias, limits of agreement, grids and error quantiles', () => {
    const outcome = measure(REGRESSION, [valueBatch([0, 0, 0], [1, 2, 3], [2, 2, 5])]).evidence.outcome as ValueEvidence
    // Differences 1, 0, 2: mean 1, standard deviation 1.
    expect(outcome.blandAltman).toMatchObject({ bias: 1, n: 3 })
    expect(outcome.blandAltman!.limits[0]).toBeCloseTo(1 - 1.959963984540054, 12)
    expect(outcome.blandAltman!.limits[1]).toBeCloseTo(1 + 1.959963984540054, 12)
    expect(outcome.scores!.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(3)
    expect(outcome.errorQuantiles!.find(({ probability }) => probability === 0.5)).toEqual({
      probability: 0.5,
      old: 2,
      new: 2,
    })
  })
})

describe('drift evidence', () => {
  it('draws both distributions over common bins, values beyond them in the outer bins', () => {
    const features = fieldsOf([numberColumn('age', []), textColumn('region', [])])
    const reference = startReference(features, 1)
    const numbers = Array.from({ length: 101 }, (_, i) => i)
    reference.add(
      batchOf(
        [
          numberColumn('age', numbers),
          textColumn(
            'region',
            numbers.map(() => 'Sud'),
          ),
        ],
        101,
      ),
    )
    const [age, region] = measure(
      { ...REGRESSION, features },
      [valueBatch(null, [0, 0], [0, 0], [numberColumn('age', [-1e9, null]), textColumn('region', ['Sud', 'Nord'])])],
      reference,
    ).evidence.drift
    expect(age).toMatchObject({ kind: 'number', about: 'columns', referenceN: 101, n: 1, missing: 1 })
    expect(age!.edges).toHaveLength(21)
    expect(age!.shares).toEqual([1, ...Array.from({ length: 19 }, () => 0)])
    expect(age!.referenceShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(region).toMatchObject({
      kind: 'category',
      categories: ['Sud', 'Nord'],
      referenceShares: [1, 0],
      shares: [0.5, 0.5],
    })
  })

  it('puts rare categories together', () => {
    const features = fieldsOf([textColumn('city', [])])
    const names = Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: 31 - i }, () => `city ${String(i).padStart(2, '0')}`),
    ).flat()
    const reference = startReference(features, 1)
    reference.add(batchOf([textColumn('city', names)], names.length))
    const { drift } = measure(
      { ...REGRESSION, features },
      [valueBatch(null, [0], [0], [textColumn('city', ['city 29'])])],
      reference,
    ).evidence
    expect(drift[0]!.categories).toHaveLength(21)
    expect(drift[0]!.categories!.at(-1)).toBeNull()
    expect(drift[0]!.shares.at(-1)).toBe(1)
  })
})
