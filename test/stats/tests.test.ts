import { array, assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquareOfTwo } from '../../src/stats/chiSquare.js'
import { binOf, countSorted, equalEdges } from '../../src/stats/histogram.js'
import { holm } from '../../src/stats/holm.js'
import { jensenShannonDistance } from '../../src/stats/jensenShannon.js'
import { kolmogorovQuantile, kolmogorovTail, ksStatistic } from '../../src/stats/kolmogorovSmirnov.js'
import { populationStability } from '../../src/stats/populationStability.js'
import { wassersteinDistance } from '../../src/stats/wasserstein.js'
import { mismatch, referenceCases } from './reference.js'

interface Cases {
  kolmogorov: [number, number][]
  kolmogorovQuantile: number
  holm: { p: number[]; adjusted: number[] }[]
}
const cases = referenceCases<Cases>('intervals')

describe("Holm's adjustment", () => {
  it('agrees with statsmodels', () => {
    const mismatches = cases.holm.flatMap(({ p, adjusted }) =>
      holm(p).flatMap((value, i) => mismatch(value, adjusted[i], `${p} at ${i}`)),
    )
    expect(mismatches).toEqual([])
  })

  it('leaves NaN where it was, without counting it', () => {
    expect(holm([0.01, Number.NaN, 0.04])).toEqual([0.02, Number.NaN, 0.04])
  })
})

describe("Kolmogorov's distribution", () => {
  it('agrees with scipy on both of its series', () => {
    expect([
      ...cases.kolmogorov.flatMap(([x, tail]) => mismatch(kolmogorovTail(x), tail, `tail ${x}`)),
      ...mismatch(kolmogorovQuantile(0.95), cases.kolmogorovQuantile, '95 % point'),
    ]).toEqual([])
  })
})

describe('distances between two distributions', () => {
  const sample = array(integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 30 }).map((values) =>
    Float64Array.from(values).sort(),
  )

  it('are exactly zero for the same sample, and for it twice over', () => {
    assert(
      property(sample, (a) => {
        const twice = Float64Array.from([...a, ...a]).sort()
        expect(ksStatistic(a, twice)).toBe(0)
        expect(wassersteinDistance(a, twice).distance).toBe(0)
        const counts = countSorted(a, equalEdges(-5, 5, 10).subarray(1, 10))
        expect(
          chiSquareOfTwo(
            counts,
            counts.map((count) => 3 * count),
          ).statistic,
        ).toBe(0)
        expect(jensenShannonDistance(counts, counts)).toBe(0)
        expect(populationStability(counts, counts)).toBe(0)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('are symmetric, and the Wasserstein distance is at most the range', () => {
    assert(
      property(sample, sample, (a, b) => {
        expect(ksStatistic(a, b)).toBe(ksStatistic(b, a))
        expect(wassersteinDistance(a, b).distance).toBeCloseTo(wassersteinDistance(b, a).distance, 12)
        expect(wassersteinDistance(a, b).distance).toBeLessThanOrEqual(10)
      }),
      { seed: 2, numRuns: 100 },
    )
  })

  it('are NaN, never zero, when a side is empty', () => {
    const none = new Float64Array(0)
    const one = Float64Array.of(1)
    expect(ksStatistic(none, one)).toBeNaN()
    expect(wassersteinDistance(one, none).distance).toBeNaN()
    expect(populationStability(Float64Array.of(0, 0), Float64Array.of(1, 2))).toBeNaN()
    expect(jensenShannonDistance(Float64Array.of(1, 2), Float64Array.of(0, 0))).toBeNaN()
    expect(chiSquareOfTwo(Float64Array.of(0, 0), Float64Array.of(1, 2)).cramersV).toBeNaN()
  })

  it('are made from bins that hold their lower edge, the outer ones open', () => {
    // Edges 0 and 1: below 0; 0 and 0.5; 1 and 7.
    expect([...countSorted(Float64Array.of(-3, 0, 0.5, 1, 7), Float64Array.of(0, 1))]).toEqual([1, 2, 2])
    expect([-3, 0, 0.5, 1, 7].map((value) => binOf(value, Float64Array.of(-1, 0, 1, 2)))).toEqual([0, 1, 1, 2, 2])
  })
})
