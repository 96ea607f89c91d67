import { describe, expect, it } from 'vitest'
import { bestAssignment } from '../../src/stats/assignment.js'
import { chernoffExponent } from '../../src/stats/chernoff.js'
import { referenceCases } from './reference.js'

const cases = referenceCases<{
  assignments: { weights: number[][]; best: number }[]
  tails: { successes: number; n: number; p: number; log: number }[]
}>('assignment')

describe('the best assignment', () => {
  it.each(cases.assignments)('sums to what scipy finds ($best)', ({ weights, best }) => {
    const n = weights.length
    const answer = bestAssignment(Float64Array.from(weights.flat()), n)
    expect([...answer].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
    expect(answer.reduce((sum, column, row) => sum + weights[row]![column]!, 0)).toBe(best)
  })
})

describe("Chernoff's bound", () => {
  it('never claims a smaller chance than the binomial distribution gives, nor a much larger one', () => {
    for (const { successes, n, p, log } of cases.tails) {
      const bound = -chernoffExponent(successes, n, p)
      expect(bound, `${successes} of ${n}`).toBeGreaterThanOrEqual(log - 1e-9)
      // The bound is the tail up to a factor of about sqrt(8 n), Hoeffding's loss against the exact sum.
      expect(bound - log, `${successes} of ${n}`).toBeLessThan(Math.log(Math.sqrt(8 * n) + 1) + 1)
    }
  })

  it('says nothing of a share that is no larger than what is expected', () => {
    expect(chernoffExponent(5, 10, 0.5)).toBe(0)
    expect(chernoffExponent(0, 10, 0.5)).toBe(0)
  })
})
