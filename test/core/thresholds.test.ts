import { describe, expect, it } from 'vitest'
import { answerFromThreshold, reaches } from '../../src/core/thresholds.js'

describe('a score reaches a threshold', () => {
  it('from the threshold on, in the precision of the score', () => {
    expect([0.35, 0.3499, 0.36, Number.NaN].map((score) => reaches(score, 0.35))).toEqual([true, false, true, false])
    // What a float32 model gives for 0.35 is 0.3499999940: its own program compares it in single precision.
    expect(Math.fround(0.35)).toBeLessThan(0.35)
    expect(reaches(Math.fround(0.35), 0.35)).toBe(true)
    // A double between the two is below.
    expect(reaches((Math.fround(0.35) + 0.35) / 2, 0.35)).toBe(false)
  })

  it('and then the positive label is the answer, wherever it stands', () => {
    const scores = Float64Array.from([0.7, 0.3, 0.6, 0.4])
    expect([...answerFromThreshold(scores, 1, 0.35)]).toEqual([0, 1])
    expect([...answerFromThreshold(scores, 0, 0.65)]).toEqual([0, 1])
  })
})
