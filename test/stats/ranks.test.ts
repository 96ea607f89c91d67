import { array, assert, boolean, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averagePrecision } from '../../src/stats/averagePrecision.js'
import { delong } from '../../src/stats/delong.js'
import { varianceOfDifference, varianceOfInfluences } from '../../src/stats/influence.js'
import { rankScores } from '../../src/stats/ranking.js'
import { sorted, sortOrder, sortWithOrder } from '../../src/stats/sortOrder.js'
import { seededRandom } from '../../src/stats/random.js'
import { mismatch, referenceCases } from './reference.js'

interface DelongCase {
  old: number[]
  new: number[]
  positive: number[]
  auc: [number, number]
  varianceOld: number
  varianceNew: number
  covariance: number
  averagePrecision: [number, number]
  averagePrecisionVariances: [number, number, number]
}
const { delong: cases } = referenceCases<{ delong: DelongCase[] }>('intervals')

describe("DeLong's method", () => {
  it('gives what all pairs of cases give, with and without ties', () => {
    const mismatches = cases.flatMap((reference) => {
      const found = delong(
        Float64Array.from(reference.old),
        Float64Array.from(reference.new),
        Uint8Array.from(reference.positive),
      )
      return [
        ...mismatch(found.old, reference.auc[0], 'old'),
        ...mismatch(found.new, reference.auc[1], 'new'),
        ...mismatch(found.varianceOld, reference.varianceOld, 'variance of old'),
        ...mismatch(found.varianceNew, reference.varianceNew, 'variance of new'),
        ...mismatch(found.covariance, reference.covariance, 'covariance'),
      ]
    })
    expect(mismatches).toEqual([])
  })
})

describe('average precision', () => {
  it("is scikit-learn's, and its variance that of numeric derivatives of the weighted statistic", () => {
    const mismatches = cases.flatMap((reference) => {
      const positive = Uint8Array.from(reference.positive)
      const old = averagePrecision(rankScores(sortWithOrder(Float64Array.from(reference.old)), positive))
      const newer = averagePrecision(rankScores(sortWithOrder(Float64Array.from(reference.new)), positive))
      // Central differences with a step of 1e-4 are good to about 1e-7.
      const [a, b, difference] = reference.averagePrecisionVariances
      return [
        ...mismatch(old.value, reference.averagePrecision[0], 'old'),
        ...mismatch(newer.value, reference.averagePrecision[1], 'new'),
        ...mismatch(varianceOfInfluences(old.influences), a, 'variance of old', 1e-5),
        ...mismatch(varianceOfInfluences(newer.influences), b, 'variance of new', 1e-5),
        ...mismatch(varianceOfDifference(old.influences, newer.influences), difference, 'variance of difference', 1e-5),
      ]
    })
    expect(mismatches).toEqual([])
  })
})

describe('the sort order', () => {
  it('is that of a plain sort, for any doubles, in both of its ways', () => {
    const doubles = array(double({ noNaN: true }), { maxLength: 40 })
    assert(
      property(doubles, boolean(), (few, single) => {
        // Repeated to pass the length from which the radix sort takes over; float32 values go through its short way.
        for (const times of [1, 40]) {
          const values = Float64Array.from(
            Array.from({ length: times }, () => few.map((x) => (single ? Math.fround(x) : x))).flat(),
          )
          const expected = values.slice().sort()
          const order = sortOrder(values)
          expect(Float64Array.from(order, (i) => values[i]!)).toEqual(expected)
          expect(sorted(values)).toEqual(expected)
          expect(new Set(order).size).toBe(values.length)
        }
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('keeps equal values in the order in which they came', () => {
    const random = seededRandom(1)
    const values = Float64Array.from({ length: 5000 }, () => Math.floor(random() * 10) - 5)
    const order = sortOrder(values)
    const late = order.filter((index, i) => i > 0 && values[index] === values[order[i - 1]!] && index < order[i - 1]!)
    expect(late.length).toBe(0)
  })
})
