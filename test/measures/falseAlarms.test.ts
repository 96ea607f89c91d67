import { describe, expect, it } from 'vitest'
import type { FalseAlarm } from '../../src/core/evidence.js'
import { startReference } from '../../src/measures/reference.js'
import type { DriftThreshold } from '../../src/measures/falseAlarms.js'
import { chiSquareCdf, normalCdf } from '../../src/stats/distributions.js'
import { seededRandom } from '../../src/stats/random.js'
import { batchOf, fieldsOf, measure, numberColumn, REGRESSION, textColumn, valueBatch } from './given.js'

/** Two samples of uniform numbers, of ten equal categories and of 5 % missing numbers. */
function alarms(n: number, m: number, thresholds: readonly DriftThreshold[]): readonly FalseAlarm[] {
  const random = seededRandom(9)
  const numbers = (rows: number) => Array.from({ length: rows }, () => random())
  const columnsOf = (rows: number) => [
    numberColumn('x', numbers(rows)),
    numberColumn('y', numbers(rows)),
    textColumn(
      'z',
      Array.from({ length: rows }, (_, i) => `name ${i % 10}`),
    ),
    numberColumn(
      'holes',
      numbers(rows).map((x) => (x < 0.05 ? null : x)),
    ),
  ]
  const columns = columnsOf(m)
  const features = fieldsOf(columns)
  const reference = startReference(features, 1)
  reference.add(batchOf(columnsOf(n), n))
  const zeros = numbers(m).map(() => 0)
  const options = { ...REGRESSION, features, driftThresholds: thresholds }
  const { evidence } = measure(options, [valueBatch(null, zeros, zeros, columns)], reference)
  return evidence.falseAlarms ?? []
}

describe('how often chance alone passes a bound on drift', () => {
  it('is, for PSI, what its limit says: (1/n + 1/m) times chi-square with a degree less than bins', () => {
    const [one] = alarms(1000, 500, [{ measure: 'psi', options: { column: 'x' }, threshold: 0.05 }])
    // 0.05 / (1/1000 + 1/500) = 16.7 with 9 degrees: 5.4 %. 1,000 draws: within 2.2 points (three standard errors).
    const limit = 1 - chiSquareCdf(0.05 / (1 / 1000 + 1 / 500), 9)
    expect(Math.abs(one!.oneColumn - limit)).toBeLessThan(0.022)
    expect(one).toMatchObject({ columns: 1, referenceN: 1000, n: 500, anyColumn: one!.oneColumn })
  })

  it("is, for KS, Kolmogorov's, and for the domain classifier that of Mann and Whitney, in the halves that are judged", () => {
    const [ks, auc] = alarms(800, 200, [
      { measure: 'ks', options: { column: 'x' }, threshold: 0.1 },
      { measure: 'domainClassifierAuc', options: {}, threshold: 0.55 },
    ])
    // 0.1 √(800 · 200 / 1000) = 1.2649; 2 Σ (-1)^(k-1) exp(-2 k² 1.6) = 2 (e^-3.2 - e^-12.8 + …).
    expect(ks!.oneColumn).toBeCloseTo(2 * (Math.exp(-3.2) - Math.exp(-12.8) + Math.exp(-28.8)), 12)
    expect(auc!.oneColumn).toBeCloseTo(normalCdf(-0.05 / Math.sqrt((400 + 100 + 1) / (12 * 400 * 100))), 12)
    expect(auc).toMatchObject({ columns: 4, anyColumn: auc!.oneColumn })
  })

  it('is, for a share, what the normal approximation says', () => {
    const [missing] = alarms(1000, 1000, [
      { measure: 'missingRateDifference', options: { column: 'holes' }, threshold: 0.015 },
    ])
    const deviation = Math.sqrt(0.05 * 0.95 * (2 / 1000))
    expect(Math.abs(missing!.oneColumn - 2 * normalCdf(-0.015 / deviation))).toBeLessThan(0.06)
  })

  it('grows with the number of columns, and shrinks as the sets grow', () => {
    const threshold = { measure: 'totalVariation', options: {}, threshold: 0.08 } as const
    const [small] = alarms(400, 400, [threshold])
    const [large] = alarms(4000, 4000, [threshold])
    expect(small!.columns).toBe(4)
    expect(small!.anyColumn).toBeGreaterThan(small!.oneColumn)
    expect(small!.anyColumn).toBeGreaterThan(0.3)
    expect(large!.anyColumn).toBe(0)
  })

  it('counts the columns that a measure is about, and says nothing where there is none', () => {
    const [v, fresh, w] = alarms(300, 300, [
      { measure: 'cramersV', options: {}, threshold: 0.2 },
      { measure: 'newCategoryRate', options: {}, threshold: 0.01 },
      { measure: 'wasserstein', options: {}, threshold: 0.2 },
    ])
    expect([v!.columns, fresh!.columns, w!.columns]).toEqual([1, 1, 3])
    // Thirty of each category in 300 rows: none of ten is ever left out.
    expect(fresh!.anyColumn).toBe(0)
    expect(alarms(300, 300, [{ measure: 'psi', options: { column: 'nowhere' }, threshold: 0.2 }])).toEqual([])
  })

  it('is, for Wasserstein, how often real samples pass it', () => {
    const [chance] = alarms(200, 200, [{ measure: 'wasserstein', options: { column: 'x' }, threshold: 0.12 }])
    // The same by drawing 1,000 pairs of samples of 200 uniform numbers (standard deviation √(1/12)), whose distance is computed exactly.
    const random = seededRandom(2)
    let passed = 0
    for (let run = 0; run < 1000; run++) {
      const [a, b] = [0, 1].map(() => Float64Array.from({ length: 200 }, () => random()).sort())
      const distance = a!.reduce((sum, x, i) => sum + Math.abs(x - b![i]!), 0) / 200
      if (distance / Math.sqrt(1 / 12) > 0.12) passed++
    }
    expect(Math.abs(chance!.oneColumn - passed / 1000)).toBeLessThan(0.06)
  })
})
