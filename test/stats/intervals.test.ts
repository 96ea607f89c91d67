import { array, assert, constantFrom, double, nat, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  binomialCdf,
  chiSquareCdf,
  normalCdf,
  normalQuantile,
  studentQuantile,
  twoSidedZ,
} from '../../src/stats/distributions.js'
import { logScaleExtent, logScaleInterval, type PairedShares } from '../../src/stats/logScale.js'
import { relativeMeanDifference, studentInterval } from '../../src/stats/meanInterval.js'
import { addToMoments, moments } from '../../src/stats/moments.js'
import { addPair, emptyPairedMoments, mergePairedMoments, pairedCovariance } from '../../src/stats/pairedMoments.js'
import { pairedMedians } from '../../src/stats/pairedMedian.js'
import { pairedRatioInterval } from '../../src/stats/pairedRatio.js'
import { quantileInterval, quantileOfSorted, quantileRanks } from '../../src/stats/quantile.js'
import { degreesOfInfluences, degreesOfMoments, varianceDegrees } from '../../src/stats/varianceDegrees.js'
import { tangoInterval, tangoStatistic } from '../../src/stats/tango.js'
import { wilsonInterval } from '../../src/stats/wilson.js'
import { intervalMismatch, mismatch, referenceCases } from './reference.js'

type Pair = [number, number]
interface Cases {
  wilson: { successes: number; n: number; confidence: number; interval: Pair }[]
  tango: { onlyNew: number; onlyOld: number; n: number; confidence: number; interval: Pair }[]
  ranks: { n: number; p: number; ranks: Pair | null }[]
  quantiles: { values: number[]; at: Pair[] }
  student: { old: number[]; new: number[]; interval: Pair; variance: number; covariance: number }
  spread: { values: number[]; degrees: number; interval: Pair }[]
  logScale: { shares: PairedShares; quantile: number; side: Pair; difference: Pair; ratio: Pair }[]
  distributions: Record<'normalQuantile' | 'normalCdf' | 'studentQuantile' | 'chiSquareCdf' | 'binomialCdf', number[][]>
}
const cases = referenceCases<Cases>('intervals')

describe('distributions', () => {
  it('agree with scipy', () => {
    const { distributions } = cases
    expect([
      ...distributions.normalQuantile.flatMap(([p, z]) => mismatch(normalQuantile(p!), z, `normal quantile ${p}`)),
      ...distributions.normalCdf.flatMap(([z, p]) => mismatch(normalCdf(z!), p, `normal cdf ${z}`)),
      ...distributions.studentQuantile.flatMap(([p, d, t]) => mismatch(studentQuantile(p!, d!), t, `t ${p} ${d}`)),
      ...distributions.chiSquareCdf.flatMap(([x, d, p]) => mismatch(chiSquareCdf(x!, d!), p, `chi-square ${x} ${d}`)),
      ...distributions.binomialCdf.flatMap(([k, n, q, p]) =>
        mismatch(binomialCdf(k!, n!, q!), p, `binomial ${k} ${n}`),
      ),
    ]).toEqual([])
  })
})

describe("Wilson's interval of a proportion", () => {
  it('agrees with statsmodels', () => {
    expect(
      cases.wilson.flatMap(({ successes, n, confidence, interval }) =>
        intervalMismatch(wilsonInterval(successes, n, confidence), interval, `${successes}/${n}`),
      ),
    ).toEqual([])
  })

  it('never calls 20 right of 20 a certainty', () => {
    // With no failures it is n / (n + z²): 20 / (20 + 3.8415) = 0.8389.
    expect(wilsonInterval(20, 20, 0.95)[0]).toBeCloseTo(20 / (20 + twoSidedZ(0.95) ** 2), 12)
    expect(wilsonInterval(20, 20, 0.95)[1]).toBe(1)
  })
})

describe("Tango's interval of a paired difference of proportions", () => {
  it('agrees with roots of the score statistic found without its closed form', () => {
    expect(
      cases.tango.flatMap(({ onlyNew, onlyOld, n, confidence, interval }) =>
        intervalMismatch(
          tangoInterval(onlyNew, onlyOld, n, confidence),
          interval,
          `${onlyNew}, ${onlyOld} of ${n}`,
          1e-8,
        ),
      ),
    ).toEqual([])
  })

  it('gives the published interval of a textbook example', () => {
    // Fagerland, Lydersen & Laake 2017, chapter 8: 6 and 16 discordant pairs of 161, -0.0621 (-0.1240 to -0.0054).
    const [low, high] = tangoInterval(6, 16, 161, 0.95)
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['-0.1240', '-0.0054'])
  })

  it('is ±z²/(n + z²) when no pair is discordant, not zero', () => {
    const z2 = twoSidedZ(0.95) ** 2
    expect(intervalMismatch(tangoInterval(0, 0, 20, 0.95), [-z2 / (20 + z2), z2 / (20 + z2)], 'no flips')).toEqual([])
  })

  it('is negated exactly when old and new change places, holds the difference, and stays in [-1, 1]', () => {
    const counts = tuple(nat(60), nat(60), nat(200)).map(([b, c, rest]) => ({ b, c, n: Math.max(1, b + c + rest) }))
    assert(
      property(counts, constantFrom(0.8, 0.95, 0.99), ({ b, c, n }, confidence) => {
        const [low, high] = tangoInterval(b, c, n, confidence)
        const [swappedLow, swappedHigh] = tangoInterval(c, b, n, confidence)
        expect([swappedLow, swappedHigh]).toEqual([0 - high, 0 - low])
        expect(low).toBeLessThanOrEqual((b - c) / n)
        expect(high).toBeGreaterThanOrEqual((b - c) / n)
        expect(low).toBeGreaterThanOrEqual(-1)
        expect(high).toBeLessThanOrEqual(1)
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  it('has ends at which the score statistic is z', () => {
    const [low, high] = tangoInterval(12, 3, 200, 0.95)
    expect(tangoStatistic(12, 3, 200, low)).toBeCloseTo(twoSidedZ(0.95), 9)
    expect(tangoStatistic(12, 3, 200, high)).toBeCloseTo(-twoSidedZ(0.95), 9)
  })
})

describe("Bonett and Price's interval of a paired ratio", () => {
  it('gives the published interval of a textbook example', () => {
    // The same example: (59 + 6) / (59 + 16) = 0.8667 (0.7579 to 0.9910).
    const [low, high] = pairedRatioInterval(59, 6, 16, 0.95)!
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.7579', '0.9910'])
  })

  it('has none when old never succeeds', () => {
    expect(pairedRatioInterval(0, 4, 0, 0.95)).toBeNull()
  })
})

describe('quantiles', () => {
  it("agree with numpy's default", () => {
    const values = Float64Array.from(cases.quantiles.values).sort()
    expect(
      cases.quantiles.at.flatMap(([p, value]) => mismatch(quantileOfSorted(values, p), value, `quantile ${p}`)),
    ).toEqual([])
  })

  it('have an interval of order statistics, with the ranks that trying all of them finds', () => {
    expect(cases.ranks.map(({ n, p }) => quantileRanks(n, p, 0.95))).toEqual(cases.ranks.map(({ ranks }) => ranks))
  })

  it('have no interval when the values are too few for the confidence', () => {
    // The median of 5: even the extremes miss it with probability 2 / 32 = 6.25 %.
    expect(quantileInterval(Float64Array.of(1, 2, 3, 4, 5), 0.5, 0.95)).toBeNull()
    expect(quantileInterval(Float64Array.of(1, 2, 3, 4, 5, 6), 0.5, 0.95)).toEqual([1, 6])
  })
})

describe('paired means', () => {
  const pairs = emptyPairedMoments()
  cases.student.old.forEach((old, i) => addPair(pairs, old, cases.student.new[i]!))

  it("agree with scipy's t interval, and numpy's covariance", () => {
    expect([
      ...intervalMismatch(studentInterval(pairs.difference, 0.95), cases.student.interval, 'interval'),
      ...mismatch(pairedCovariance(pairs), cases.student.covariance, 'covariance'),
      ...mismatch(pairs.old.m2 / (pairs.old.n - 1), cases.student.variance, 'variance'),
    ]).toEqual([])
  })

  it('keep their precision under a large common offset', () => {
    // 1e9 + {0, 1, 2}: variance 1. A sum of squares would leave nothing of it.
    const far = emptyPairedMoments()
    for (const x of [0, 1, 2]) addPair(far, 1e9 + x, 1e9 + 2 * x)
    expect(far.old.m2 / 2).toBe(1)
    expect(far.difference.m2 / 2).toBe(1)
  })

  it('merge to the same moments wherever the cases are cut', () => {
    const value = double({ min: -1e3, max: 1e3, noNaN: true })
    assert(
      property(array(tuple(value, value), { minLength: 2, maxLength: 90 }), nat(90), (rows, at) => {
        const whole = emptyPairedMoments()
        const left = emptyPairedMoments()
        const right = emptyPairedMoments()
        rows.forEach(([old, newer], i) => {
          addPair(whole, old, newer)
          addPair(i < at ? left : right, old, newer)
        })
        const merged = mergePairedMoments(left, right)
        for (const part of ['old', 'new', 'difference'] as const) {
          expect(merged[part].n).toBe(whole[part].n)
          expect(merged[part].mean).toBeCloseTo(whole[part].mean, 8)
          expect(merged[part].m2 / 1e6).toBeCloseTo(whole[part].m2 / 1e6, 8)
          expect(merged[part].m3 / 1e9).toBeCloseTo(whole[part].m3 / 1e9, 8)
          expect(merged[part].m4 / 1e12).toBeCloseTo(whole[part].m4 / 1e12, 8)
        }
      }),
      { seed: 5, numRuns: 200 },
    )
  })

  it('count as many degrees of freedom as the spread is known by, from moments and from influences', () => {
    const wrong = cases.spread.flatMap(({ values, degrees, interval }) => {
      const of = moments.empty()
      for (const value of values) addToMoments(of, value)
      const { n, mean } = moments.value(of)
      return [
        ...mismatch(degreesOfMoments(of), degrees, `degrees of ${n}`),
        ...mismatch(
          degreesOfInfluences(Float64Array.from(values, (x) => (x - mean) / n)),
          degrees,
          `influences of ${n}`,
        ),
        ...intervalMismatch(studentInterval(of, 0.95), interval, `interval of ${n}`),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('never count more degrees than one less than the values, nor fewer than two of many', () => {
    // Half of them -1, half 1: a spread known better than a normal one's, kurtosis 1. All equal: none to be told from another.
    expect(varianceDegrees(10, 1)).toBe(9)
    expect(varianceDegrees(10, Number.NaN)).toBe(9)
    // One value alone differs: kurtosis about n. Fourth powers beyond the range of numbers count as that.
    expect(varianceDegrees(1000, 1000)).toBeCloseTo(2.002, 3)
    expect(varianceDegrees(1000, Infinity)).toBe(varianceDegrees(1000, 1000))
    expect(varianceDegrees(1, 3)).toBeNaN()
  })

  it('give no share of an old value that may be zero', () => {
    const nearZero = emptyPairedMoments()
    for (const x of [-1, 1, -1, 1, 0.2]) addPair(nearZero, x, x + 1)
    expect(relativeMeanDifference(nearZero, 0.95)).toBeNull()
    // Exactly half as large again in every case: +50 % without any spread.
    const half = emptyPairedMoments()
    for (const x of [10, 11, 12, 13]) addPair(half, x, 1.5 * x)
    const relative = relativeMeanDifference(half, 0.95)!
    expect(relative.value).toBeCloseTo(0.5, 12)
    expect(relative.interval[1] - relative.interval[0]).toBeLessThan(1e-6)
  })
})

describe('shares on the logarithmic scale', () => {
  it("have the extremes that scipy's minimizer finds over the same ellipse", () => {
    const wrong = cases.logScale.flatMap(({ shares, quantile, side, difference, ratio }, i) => [
      ...intervalMismatch(logScaleInterval(shares.a, shares.varianceA, quantile), side, `side ${i}`),
      ...intervalMismatch(
        logScaleExtent(shares, quantile, (a, b) => a - b),
        difference,
        `difference ${i}`,
      ),
      ...intervalMismatch(
        logScaleExtent(shares, quantile, (a, b) => (1 - b) / (1 - a) - 1),
        ratio,
        `ratio ${i}`,
      ),
    ])
    expect(wrong).toEqual([])
  })

  it('mirror the interval of their difference when they change places', () => {
    const share = double({ min: 0.001, max: 1, noNaN: true })
    const error = double({ min: 0, max: 0.5, noNaN: true })
    const correlation = double({ min: -1, max: 1, noNaN: true })
    assert(
      property(tuple(share, share, error, error, correlation), ([a, b, ofA, ofB, together]) => {
        const covariance = together * ofA * ofB
        const one = { a, b, varianceA: ofA ** 2, varianceB: ofB ** 2, covariance }
        const other = { a: b, b: a, varianceA: ofB ** 2, varianceB: ofA ** 2, covariance }
        const [low, high] = logScaleExtent(one, 2, (x, y) => x - y)
        const mirrored = logScaleExtent(other, 2, (x, y) => x - y)
        expect(mirrored[0]).toBeCloseTo(-high, 9)
        expect(mirrored[1]).toBeCloseTo(-low, 9)
        expect(low).toBeLessThanOrEqual(a - b + 1e-12)
        expect(high).toBeGreaterThanOrEqual(a - b - 1e-12)
      }),
      { seed: 8, numRuns: 300 },
    )
  })
})

describe('paired medians', () => {
  it('are exactly equal when old and new are, with room only for cases that were not seen', () => {
    const values = Float64Array.from({ length: 51 }, (_, i) => (i * 37) % 51)
    const medians = pairedMedians(values, values.slice(), 0.95)
    expect(medians.old).toBe(25)
    // z² / (51 + z²) with z² = 3.8414588 is a share of 0.0700466; each a median of 25 away.
    expect(medians.differenceInterval![0]).toBeCloseTo(-1.751165, 6)
    expect(medians.differenceInterval![1]).toBeCloseTo(1.751165, 6)
  })

  it('have no interval for fewer than 6 cases', () => {
    expect(pairedMedians(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 4), 0.95).differenceInterval).toBeNull()
  })
})
