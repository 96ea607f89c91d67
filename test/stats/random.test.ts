import { describe, expect, it } from 'vitest'
import { chiSquareCdf, binomialCdf } from '../../src/stats/distributions.js'
import { drawBinomial } from '../../src/stats/binomial.js'
import { multinomialDraws } from '../../src/stats/multinomial.js'
import { deriveSeed, mixBits, seededRandom } from '../../src/stats/random.js'
import { referenceCases } from './reference.js'

const { random } = referenceCases<{ random: { seed: number; doubles: number[] } }>('intervals')

describe('seeded random numbers', () => {
  it("are numpy's for the same seed, to the last bit", () => {
    const draw = seededRandom(random.seed)
    expect(random.doubles.map(draw)).toEqual(random.doubles)
  })

  it("are still numpy's long after the first state was used up", () => {
    // numpy.random.RandomState(20260101).random_sample(10000)[[311, 312, 9999]]
    const draw = seededRandom(20260101)
    const doubles = Array.from({ length: 10_000 }, draw)
    expect([doubles[311], doubles[312], doubles[9999]]).toEqual([
      0.8680609489319262, 0.4514614184025375, 0.05105514110335929,
    ])
  })

  it('have seeds of their own for every purpose, and the same one each time', () => {
    const seeds = ['a', 'b', 'ab', ''].flatMap((purpose) => [1, 2].map((seed) => deriveSeed(seed, purpose)))
    expect(new Set(seeds).size).toBe(8)
    expect(deriveSeed(1, 'a')).toBe(deriveSeed(1, 'a'))
  })

  it('mix bits without two numbers becoming one', () => {
    expect(new Set(Array.from({ length: 100_000 }, (_, i) => mixBits(i))).size).toBe(100_000)
  })
})

describe('binomial draws', () => {
  // Inversion (n p < 10), rejection, and both mirrored at p > 1/2.
  it.each([
    [20, 0.3],
    [400, 0.01],
    [100, 0.4],
    [1000, 0.07],
    [300, 0.85],
    [12, 0.95],
  ])('of %d trials with p = %d follow the binomial distribution', (n, p) => {
    const draw = seededRandom(11)
    const draws = 20_000
    const seen = new Float64Array(n + 1)
    for (let i = 0; i < draws; i++) seen[drawBinomial(draw, n, p)]!++
    // Pearson's test over cells put together until each expects 20 draws; seeded, so it cannot fail by chance from run to run.
    let statistic = 0
    let cells = 0
    let expected = 0
    let observed = 0
    let below = 0
    for (let k = 0; k <= n; k++) {
      const upTo = binomialCdf(k, n, p)
      expected += (upTo - below) * draws
      observed += seen[k]!
      below = upTo
      if (expected < 20 && k < n) continue
      if (expected > 0) statistic += (observed - expected) ** 2 / expected
      cells++
      expected = 0
      observed = 0
    }
    expect(1 - chiSquareCdf(statistic, cells - 1)).toBeGreaterThan(0.001)
  })

  it('know their certain ends', () => {
    const draw = seededRandom(1)
    expect([drawBinomial(draw, 5, 0), drawBinomial(draw, 5, 1), drawBinomial(draw, 0, 0.5)]).toEqual([0, 5, 0])
  })
})

describe('multinomial draws', () => {
  it('place every case, in proportion to the weights, and none in an empty cell', () => {
    const weights = Float64Array.of(0, 2, 0, 1, 1, 0)
    const out = new Float64Array(6)
    const sums = new Float64Array(6)
    const draw = seededRandom(3)
    const place = multinomialDraws(weights, 1000)
    for (let i = 0; i < 400; i++) {
      place(draw, out)
      expect(out.reduce((a, b) => a + b)).toBe(1000)
      out.forEach((count, cell) => (sums[cell]! += count))
    }
    expect([sums[0], sums[2], sums[5]]).toEqual([0, 0, 0])
    // Mean share 0.5 with a standard error of sqrt(0.25 / 400,000) = 0.0008.
    expect(sums[1]! / 400_000).toBeCloseTo(0.5, 2)
    expect(sums[3]! / 400_000).toBeCloseTo(0.25, 2)
  })

  it('have the variances and covariances of the distribution, among common cells, among rare ones and between them', () => {
    // 40 cases over two common cells (expecting 24 and 10) and four rare ones (3, 1.5, 1, 0.5).
    const weights = Float64Array.of(3, 24, 1.5, 10, 1, 0.5)
    const draws = 40_000
    const draw = seededRandom(12)
    const place = multinomialDraws(weights, 40)
    const out = new Float64Array(6)
    const sums = Array.from({ length: 6 }, () => new Float64Array(6))
    for (let b = 0; b < draws; b++) {
      place(draw, out)
      for (let i = 0; i < 6; i++)
        for (let j = 0; j < 6; j++) sums[i]![j]! += (out[i]! - weights[i]!) * (out[j]! - weights[j]!)
    }
    const wrong = sums.flatMap((row, i) =>
      [...row].flatMap((sum, j) => {
        // n p (1 - p), or -n p q. Its standard error is about sqrt(2 / draws) of the geometric mean of both variances.
        const expected = (i === j ? weights[i]! : 0) - (weights[i]! * weights[j]!) / 40
        const variance = (k: number) => weights[k]! * (1 - weights[k]! / 40)
        // A rare count is skewed: its squares spread up to twice as wide as those of a normal one.
        const error = 4 * 2 * Math.sqrt((variance(i) * variance(j) * 2) / draws)
        return Math.abs(sum / draws - expected) < error ? [] : [`${i}, ${j}: ${sum / draws}, expected ${expected}`]
      }),
    )
    expect(wrong).toEqual([])
  })
})
