import { array, assert, constantFrom, double, oneof, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binOf } from '../../src/core/segment.js'
import { binCodes } from '../../src/measures/search/binCodes.js'

const MISSING = 200
const NUMBER = oneof(
  double({ noNaN: true, noDefaultInfinity: true }),
  double({ min: -1, max: 1, noNaN: true }),
  constantFrom(0, -0, 1, 2, 3, -1e308, 1e308, Number.MIN_VALUE),
)

describe('the bins of many values', () => {
  it('are those that a search among the edges finds for each, however far or near the edges lie', () => {
    assert(
      property(array(NUMBER, { minLength: 1, maxLength: 20 }), array(NUMBER, { maxLength: 50 }), (numbers, others) => {
        const edges = [...new Set(numbers.map((number) => number + 0))].sort((a, b) => a - b)
        const values = [...numbers, ...others]
        const codes = binCodes(edges)(Float64Array.from([...values, Number.NaN]), MISSING)
        expect([...codes]).toEqual([...values.map((value) => binOf(edges, value)), MISSING])
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})
