import { describe, expect, it } from 'vitest'
import { calibrationLine, spiegelhalterZ } from '../../src/stats/calibrationLine.js'
import { varianceOfInfluences } from '../../src/stats/influence.js'
import { mismatch, referenceCases } from './reference.js'

type Expected = Record<'intercept' | 'slope' | 'interceptError' | 'slopeError' | 'spiegelhalter', number>

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

  it('is not to be had of one class, of equal scores, or of classes that the scores part', () => {
    const scores = Float64Array.from([0.1, 0.3, 0.6, 0.8])
    expect(calibrationLine(scores, Uint8Array.from([0, 0, 0, 0]))).toBeNull()
    expect(calibrationLine(scores, Uint8Array.from([0, 0, 1, 1]))).toBeNull()
    expect(calibrationLine(new Float64Array(4).fill(0.4), Uint8Array.from([0, 1, 0, 1]))).toBeNull()
    expect(spiegelhalterZ(Float64Array.from([0.5, 1]), Uint8Array.from([0, 1]))).toBeNaN()
  })
})
