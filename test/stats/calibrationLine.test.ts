import { describe, expect, it } from 'vitest'
import { calibrationLine, spiegelhalterZ } from '../../src/stats/calibrationLine.js'
import { brierParts } from '../../src/stats/brierParts.js'
import { varianceOfInfluences } from '../../src/stats/influence.js'
import { mismatch, referenceCases } from './reference.js'

type Parts = Record<'reliability' | 'resolution' | 'uncertainty', number>
type Expected = Parts &
  Record<'intercept' | 'slope' | 'interceptError' | 'slopeError' | 'spiegelhalter' | 'brier', number>

interface Case {
  name: string
  truth: number[]
  old: number[]
  new: number[]
  calibration: { old: Expected; new: Expected }
}

describe('logistic recalibration equals statsmodels, with its sandwich errors, and Spiegelhalter’s z its definition:', () => {
  for (const reference of referenceCases<Case[]>('operating')) {
    it(`${reference.name}`, () => {
      const positive = Uint8Array.from(reference.truth)
      const wrong = (['old', 'new'] as const).flatMap((side) => {
        const scores = Float64Array.from(reference[side])
        const expected = reference.calibration[side]
        const line = calibrationLine(scores, positive)
        return [
          ...mismatch(line?.intercept, expected.intercept, `${side} intercept`),
          ...mismatch(line?.slope, expected.slope, `${side} slope`),
          ...mismatch(
            Math.sqrt(varianceOfInfluences(line!.influences.intercept)),
            expected.interceptError,
            `${side} error`,
          ),
          ...mismatch(Math.sqrt(varianceOfInfluences(line!.influences.slope)), expected.slopeError, `${side} error`),
          ...mismatch(spiegelhalterZ(scores, positive), expected.spiegelhalter, `${side} z`),
        ]
      })
      expect(wrong).toEqual([])
    })
  }

  it('of each case many times over is the same line, with errors that shrink by the root: very many are gathered in cells first', () => {
    const times = 200
    for (const { truth, old } of referenceCases<Case[]>('operating')) {
      const few = calibrationLine(Float64Array.from(old), Uint8Array.from(truth))!
      const scores = Float64Array.from({ length: times * old.length }, (_, i) => old[i % old.length]!)
      const positive = Uint8Array.from(scores, (_, i) => truth[i % old.length]!)
      expect(scores.length).toBeGreaterThan(20_000)
      const many = calibrationLine(scores, positive)!
      expect(many.intercept).toBeCloseTo(few.intercept, 10)
      expect(many.slope).toBeCloseTo(few.slope, 10)
      expect(varianceOfInfluences(many.influences.slope) * times).toBeCloseTo(
        varianceOfInfluences(few.influences.slope),
        9,
      )
    }
  })

  it('is not to be had of one class, of equal scores, or of classes that the scores part', () => {
    const scores = Float64Array.from([0.1, 0.3, 0.6, 0.8])
    expect(calibrationLine(scores, Uint8Array.from([0, 0, 0, 0]))).toBeNull()
    expect(calibrationLine(scores, Uint8Array.from([0, 0, 1, 1]))).toBeNull()
    expect(calibrationLine(new Float64Array(4).fill(0.4), Uint8Array.from([0, 1, 0, 1]))).toBeNull()
    expect(spiegelhalterZ(Float64Array.from([0.5, 1]), Uint8Array.from([0, 1]))).toBeNaN()
  })
})

describe('the parts of the Brier score', () => {
  it.each(referenceCases<Case[]>('operating'))(
    'equal their definition over ten bins: $name',
    ({ truth, old, new: newer, calibration }) => {
      const wrong = (
        [
          ['old', old],
          ['new', newer],
        ] as const
      ).flatMap(([side, scores]) => {
        const bins = Array.from({ length: 10 }, (_, bin) => {
          const rows = scores.flatMap((score, i) => (Math.min(9, Math.floor(score * 10)) === bin ? [i] : []))
          const mean = (of: (row: number) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length
          return { n: rows.length, meanScore: mean((row) => scores[row]!), fraction: mean((row) => truth[row]!) }
        })
        const parts = brierParts(bins)!
        return (['reliability', 'resolution', 'uncertainty'] as const).flatMap((part) =>
          mismatch(parts[part], calibration[side][part], `${side} ${part}`),
        )
      })
      expect(wrong).toEqual([])
    },
  )

  it('add up to the score where all scores of a bin are equal, and are none without a case', () => {
    // 10 cases at 0.2 of which 3 come true, 10 at 0.7 of which 6 do: 3 x 0.64 + 7 x 0.04 + 6 x 0.09 + 4 x 0.49 = 4.7 over 20 cases.
    const parts = brierParts([
      { n: 10, meanScore: 0.2, fraction: 0.3 },
      { n: 0, meanScore: Number.NaN, fraction: Number.NaN },
      { n: 10, meanScore: 0.7, fraction: 0.6 },
    ])!
    expect(parts.reliability - parts.resolution + parts.uncertainty).toBeCloseTo(4.7 / 20, 14)
    expect(brierParts([])).toBeNull()
  })
})
