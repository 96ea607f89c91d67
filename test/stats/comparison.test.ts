import { array, assert, double, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from '../../src/stats/benjaminiHochberg.js'
import { addCoMoments, emptyCoMoments } from '../../src/stats/coMoments.js'
import { concordance } from '../../src/stats/concordance.js'
import { delong } from '../../src/stats/delong.js'
import { deming, type LineOfBias } from '../../src/stats/deming.js'
import { chiSquareQuantile, chiSquareTail, normalTail, studentTail } from '../../src/stats/distributions.js'
import { limitsOfAgreement } from '../../src/stats/limitsOfAgreement.js'
import { marginalHomogeneity } from '../../src/stats/marginalHomogeneity.js'
import { mcnemar } from '../../src/stats/mcnemar.js'
import { moments } from '../../src/stats/moments.js'
import { passingBablok } from '../../src/stats/passingBablok.js'
import { tangoInterval } from '../../src/stats/tango.js'
import { intervalMismatch, mismatch, referenceCases } from './reference.js'

type Pair = [number, number]
interface PairsCase {
  x: number[]
  y: number[]
  confidence: number
}
interface LineCase extends PairsCase {
  slope: number
  slopeInterval: Pair
  intercept: number
  interceptInterval: Pair
}
interface Cases {
  benjaminiHochberg: { p: number[]; adjusted: number[] }[]
  mcnemar: { onlyOld: number; onlyNew: number; exact: number; midP: number }[]
  homogeneity: { table: number[][]; degrees: number; stuartMaxwell: Pair; bhapkar: Pair }[]
  limits: {
    differences: number[]
    confidence: number
    bias: [number, number, number]
    low: [number, number, number]
    high: [number, number, number]
    exactHigh: Pair | null
  }[]
  concordance: (PairsCase & { value: number; interval: Pair; correlation: number; accuracy: number })[]
  deming: LineCase[]
  passingBablok: LineCase[]
  tails: {
    student: [number, number, number][]
    chiSquare: [number, number, number][]
    chiSquareQuantile: [number, number, number][]
    normal: [number, number][]
  }
  delong: { labels: number[]; old: number[]; new: number[]; z: number; pValue: number }
}
const cases = referenceCases<Cases>('comparison')

describe("Benjamini and Hochberg's adjustment", () => {
  it('agrees with statsmodels', () => {
    const mismatches = cases.benjaminiHochberg.flatMap(({ p, adjusted }) =>
      benjaminiHochberg(p).flatMap((value, i) => mismatch(value, adjusted[i], `${p} at ${i}`)),
    )
    expect(mismatches).toEqual([])
  })

  it('gives .02 .04 .04 .02 for .01 .04 .03 .005', () => {
    // Sorted: .005 * 4, .01 * 4 / 2, .03 * 4 / 3, .04 * 4 / 4, each at most the next.
    expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.005])).toEqual([0.02, 0.04, 0.04, 0.02])
  })

  it('leaves NaN where it was, without counting it, and nothing of nothing', () => {
    expect(benjaminiHochberg([0.01, Number.NaN, 0.04])).toEqual([0.02, Number.NaN, 0.04])
    expect(benjaminiHochberg([])).toEqual([])
  })
})

describe('tails of the distributions', () => {
  it('agree with scipy, far out too', () => {
    const { student, chiSquare, chiSquareQuantile: quantiles, normal } = cases.tails
    const relative = (actual: number, expected: number, what: string) => mismatch(actual / expected, 1, what)
    expect([
      ...student.flatMap(([t, d, p]) => relative(studentTail(t, d), p, `student ${t} ${d}`)),
      ...chiSquare.flatMap(([x, d, p]) => relative(chiSquareTail(x, d), p, `chi-square ${x} ${d}`)),
      ...quantiles.flatMap(([p, d, x]) => relative(chiSquareQuantile(p, d), x, `chi-square quantile ${p} ${d}`)),
      ...normal.flatMap(([z, p]) => relative(normalTail(z), p, `normal ${z}`)),
    ]).toEqual([])
  })
})

describe("McNemar's test", () => {
  it('agrees with statsmodels, exact and mid-p', () => {
    const mismatches = cases.mcnemar.flatMap(({ onlyOld, onlyNew, exact, midP }) => {
      const found = mcnemar(onlyOld, onlyNew)
      return [
        ...mismatch(found.exact, exact, `exact ${onlyOld} ${onlyNew}`),
        ...mismatch(found.midP, midP, `mid-p ${onlyOld} ${onlyNew}`),
      ]
    })
    expect(mismatches).toEqual([])
  })

  it('gives 0.1538599 and, by mid-p, 0.1172752 for 25 against 15', () => {
    expect(mcnemar(25, 15).exact).toBeCloseTo(0.1538599, 7)
    expect(mcnemar(25, 15).midP).toBeCloseTo(0.1172752, 7)
  })

  it('speaks against nothing without a discordant case, and is the same from both sides', () => {
    expect(mcnemar(0, 0)).toEqual({ exact: 1, midP: 1 })
    assert(
      property(integer({ min: 0, max: 400 }), integer({ min: 0, max: 400 }), (b, c) => {
        expect(mcnemar(b, c)).toEqual(mcnemar(c, b))
        const { exact, midP } = mcnemar(b, c)
        expect(midP).toBeLessThanOrEqual(exact)
        expect(exact).toBeLessThanOrEqual(1)
      }),
      { seed: 4, numRuns: 200 },
    )
  })
})

describe("Tango's interval", () => {
  it('is (0.0308645, 0.2180642) for 40 cases won, 20 lost, of 160', () => {
    const [low, high] = tangoInterval(40, 20, 160, 0.95)
    expect(low).toBeCloseTo(0.0308645, 7)
    expect(high).toBeCloseTo(0.2180642, 7)
  })
})

describe("DeLong's test", () => {
  it('gives z 1.4756081 and p 0.1400491 on the published dozen', () => {
    const { labels, old, new: newer, z, pValue } = cases.delong
    const found = delong(Float64Array.from(old), Float64Array.from(newer), Uint8Array.from(labels))
    const statistic = (found.old - found.new) / Math.sqrt(found.varianceOld + found.varianceNew - 2 * found.covariance)
    expect(Math.abs(statistic)).toBeCloseTo(z, 7)
    expect(2 * normalTail(Math.abs(statistic))).toBeCloseTo(pValue, 7)
  })
})

function cellsOf(table: readonly (readonly number[])[]) {
  const all = table.flatMap((row, old) => row.map((count, newer) => ({ old, new: newer, count })))
  return { old: all.map((c) => c.old), new: all.map((c) => c.new), counts: all.map((c) => c.count) }
}

describe('marginal homogeneity', () => {
  it('agrees with statsmodels, after Stuart and Maxwell and after Bhapkar', () => {
    const mismatches = cases.homogeneity.flatMap(({ table, degrees, stuartMaxwell, bhapkar }, i) => {
      const found = marginalHomogeneity(table.length, cellsOf(table))!
      return [
        ...mismatch(found.degrees, degrees, `${i} degrees`),
        ...mismatch(found.stuartMaxwell.statistic, stuartMaxwell[0], `${i} Stuart-Maxwell`),
        ...mismatch(found.stuartMaxwell.pValue, stuartMaxwell[1], `${i} Stuart-Maxwell p`),
        ...mismatch(found.bhapkar?.statistic, bhapkar[0], `${i} Bhapkar`),
        ...mismatch(found.bhapkar?.pValue, bhapkar[1], `${i} Bhapkar p`),
      ]
    })
    expect(mismatches).toEqual([])
  })

  it('is not disturbed by answers that nobody gives, nor by answers that never change', () => {
    const two = marginalHomogeneity(2, cellsOf([[30, 12], [5, 53]])) // prettier-ignore
    const more = [
      [30, 0, 12, 0],
      [0, 99, 0, 0],
      [5, 0, 53, 0],
      [0, 0, 0, 0],
    ]
    // (12 - 5)² / (12 + 5): McNemar's chi-square.
    expect(two!.stuartMaxwell.statistic).toBeCloseTo(49 / 17, 12)
    const found = marginalHomogeneity(4, cellsOf(more))!
    expect(found.degrees).toBe(1)
    expect(found.stuartMaxwell.statistic).toBeCloseTo(49 / 17, 12)
  })

  it('adds up over groups of answers between which nothing changes', () => {
    const apart = [
      [9, 6, 0, 0],
      [2, 9, 0, 0],
      [0, 0, 9, 1],
      [0, 0, 7, 9],
    ]
    const found = marginalHomogeneity(4, cellsOf(apart))!
    expect(found.degrees).toBe(2)
    // (6 - 2)² / 8 + (1 - 7)² / 8
    expect(found.stuartMaxwell.statistic).toBeCloseTo(16 / 8 + 36 / 8, 12)
  })

  it('has nothing to test when no answer changed, and no Bhapkar when every case moves one way', () => {
    expect(marginalHomogeneity(3, cellsOf([[5, 0, 0], [0, 5, 0], [0, 0, 5]]))).toBeNull() // prettier-ignore
    expect(marginalHomogeneity(2, cellsOf([[0, 5], [0, 0]]))!.bhapkar).toBeNull() // prettier-ignore
  })

  it('does not depend on the order of the answers', () => {
    assert(
      property(array(integer({ min: 0, max: 5 }), { minLength: 16, maxLength: 16 }), (flat) => {
        const table = [0, 1, 2, 3].map((i) => flat.slice(4 * i, 4 * i + 4))
        const turned = [3, 1, 0, 2].map((i) => [3, 1, 0, 2].map((j) => table[i]![j]!))
        const [a, b] = [marginalHomogeneity(4, cellsOf(table)), marginalHomogeneity(4, cellsOf(turned))]
        expect(a?.degrees).toBe(b?.degrees)
        expect(a?.stuartMaxwell.statistic ?? 0).toBeCloseTo(b?.stuartMaxwell.statistic ?? 0, 9)
      }),
      { seed: 5, numRuns: 200 },
    )
  })
})

describe('limits of agreement', () => {
  it('agree with the formulas in scipy', () => {
    const mismatches = cases.limits.flatMap(({ differences, confidence, bias, low, high }, i) => {
      const { n, mean, variance } = moments.value(differences.reduce(moments.add, moments.empty()))
      const found = limitsOfAgreement(n, mean, variance, confidence)!
      return [
        ...mismatch(found.bias, bias[0], `${i} bias`),
        ...intervalMismatch(found.biasInterval, [bias[1], bias[2]], `${i} bias`),
        ...mismatch(found.low, low[0], `${i} low`),
        ...intervalMismatch(found.lowInterval, [low[1], low[2]], `${i} low`),
        ...mismatch(found.high, high[0], `${i} high`),
        ...intervalMismatch(found.highInterval, [high[1], high[2]], `${i} high`),
      ]
    })
    expect(mismatches).toEqual([])
  })

  it("have intervals near Carkeet's exact ones: within 6 % of the width for 10 differences, 1.5 % for 150", () => {
    const exact = cases.limits.filter(({ exactHigh }) => exactHigh !== null)
    expect(exact.map(({ differences }) => differences.length)).toEqual([10, 25, 150])
    exact.forEach(({ high, exactHigh }, i) => {
      const width = exactHigh![1] - exactHigh![0]
      const within = [0.06, 0.03, 0.015][i]!
      expect(Math.abs(high[1] - exactHigh![0]) / width).toBeLessThan(within)
      expect(Math.abs(high[2] - exactHigh![1]) / width).toBeLessThan(within)
    })
  })

  it('have no width for equal differences, and are not there for one', () => {
    expect(limitsOfAgreement(5, 3, 0, 0.95)).toMatchObject({ bias: 3, low: 3, high: 3, highInterval: [3, 3] })
    expect(limitsOfAgreement(1, 3, Number.NaN, 0.95)).toBeNull()
  })
})

describe("Lin's concordance correlation", () => {
  const of = (x: readonly number[], y: readonly number[], confidence: number) => {
    const state = emptyCoMoments()
    x.forEach((value, i) => addCoMoments(state, value, y[i]!))
    return concordance(state, confidence)
  }

  it('agrees with its definition in numpy, and its interval with the corrected variance', () => {
    const mismatches = cases.concordance.flatMap(({ x, y, confidence, ...expected }, i) => {
      const found = of(x, y, confidence)!
      return [
        ...mismatch(found.value, expected.value, `${i} value`),
        ...intervalMismatch(found.interval, expected.interval, `${i} interval`),
        ...mismatch(found.correlation, expected.correlation, `${i} correlation`),
        ...mismatch(found.accuracy, expected.accuracy, `${i} accuracy`),
      ]
    })
    expect(mismatches).toEqual([])
  })

  it('is 1 for equal numbers, less for a mere shift, and nothing for a constant', () => {
    const x = [1, 2, 3, 4, 5]
    expect(of(x, x, 0.95)).toMatchObject({ value: 1, interval: null })
    // Both variances 2, shift 1: 2 * 2 / (2 + 2 + 1).
    expect(of(x, [2, 3, 4, 5, 6], 0.95)!.value).toBeCloseTo(0.8, 12)
    expect(of(x, [7, 7, 7, 7, 7], 0.95)).toBeNull()
    expect(of([1], [1], 0.95)).toBeNull()
  })
})

describe('lines of bias', () => {
  const compare = (name: string, found: LineOfBias | null, expected: LineCase, relative: number): string[] => [
    ...mismatch(found?.slope, expected.slope, `${name} slope`),
    ...mismatch(found?.intercept, expected.intercept, `${name} intercept`, 1e-8),
    ...intervalMismatch(found?.slopeInterval, expected.slopeInterval, `${name} slope`, relative),
    ...intervalMismatch(found?.interceptInterval, expected.interceptInterval, `${name} intercept`, relative),
  ]

  it("Deming's agrees with singular values and numeric derivatives", () => {
    const mismatches = cases.deming.flatMap((expected, i) =>
      compare(
        `Deming ${i}`,
        deming(Float64Array.from(expected.x), Float64Array.from(expected.y), expected.confidence),
        expected,
        // Derivatives by finite differences are good to some 1e-7.
        1e-6,
      ),
    )
    expect(mismatches).toEqual([])
  })

  it("Passing and Bablok's agrees with its definition, pair by pair", () => {
    const mismatches = cases.passingBablok.flatMap((expected, i) =>
      compare(
        `Passing-Bablok ${i}`,
        passingBablok(Float64Array.from(expected.x), Float64Array.from(expected.y), expected.confidence),
        expected,
        1e-9,
      ),
    )
    expect(mismatches).toEqual([])
  })

  it('are the same line when the two sides are exchanged', () => {
    const values = array(double({ min: 1, max: 9, noNaN: true }), { minLength: 12, maxLength: 12 })
    assert(
      property(values, (noise) => {
        const x = Float64Array.from(noise, (value, i) => 10 * i + value)
        const y = Float64Array.from(noise, (value, i) => 12 * i - value)
        expect(deming(y, x, 0.95)!.slope * deming(x, y, 0.95)!.slope).toBeCloseTo(1, 9)
      }),
      { seed: 6, numRuns: 100 },
    )
  })

  it('are not there for a constant side or two cases', () => {
    const x = Float64Array.of(1, 2, 3, 4)
    const flat = Float64Array.of(5, 5, 5, 5)
    expect(deming(x, flat, 0.95)).toBeNull()
    expect(deming(x.subarray(0, 2), x.subarray(0, 2), 0.95)).toBeNull()
    expect(passingBablok(flat, flat, 0.95)).toBeNull()
    expect(passingBablok(flat, x, 0.95)).toBeNull()
  })
})
