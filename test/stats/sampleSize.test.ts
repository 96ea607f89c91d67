import { describe, expect, it } from 'vitest'
import { casesForMean, casesForPairedShares, casesForShare, smallestCases } from '../../src/stats/sampleSize.js'
import { tangoInterval } from '../../src/stats/tango.js'
import { wilsonInterval } from '../../src/stats/wilson.js'
import { multinomialDraws } from '../../src/stats/multinomial.js'
import { drawBinomial } from '../../src/stats/binomial.js'
import { seededRandom } from '../../src/stats/random.js'
import { referenceCases } from './reference.js'

type Asked = { readonly tail: number; readonly power: number; readonly cases: number }
type Pair = Asked & { readonly lost: number; readonly won: number }
const cases = referenceCases<{
  readonly connor: readonly Pair[]
  readonly nam: readonly (Pair & { readonly limit: number })[]
  readonly share: readonly (Asked & { readonly share: number; readonly limit: number })[]
  readonly mean: readonly (Asked & { readonly deviation: number; readonly distance: number })[]
}>('sampleSize')

const NINETY = { tail: 0.025, power: 0.9 }
const EIGHTY = { tail: 0.025, power: 0.8 }

describe('the cases that a criterion takes', () => {
  it('are Connor’s for McNemar’s test, where the margin is zero', () => {
    for (const { lost, won, tail, power, cases: expected } of cases.connor)
      expect(casesForPairedShares({ lost, won, n: 1 }, 0, { tail, power }) / expected).toBeCloseTo(1, 9)
  })

  it('are Nam’s with a margin, whose variance was found by maximising the likelihood numerically', () => {
    // The maximiser stops at 1e-8 of the probability: so near can the two be.
    for (const { lost, won, limit, tail, power, cases: expected } of cases.nam)
      expect(casesForPairedShares({ lost, won, n: 1 }, limit, { tail, power }) / expected).toBeCloseTo(1, 6)
  })

  it('are those of the score test for one share', () => {
    for (const { share, limit, tail, power, cases: expected } of cases.share)
      expect(casesForShare(share, limit, { tail, power }) / expected).toBeCloseTo(1, 9)
  })

  it('are within a case of the exact power of Student’s t', () => {
    for (const { deviation, distance, tail, power, cases: expected } of cases.mean)
      expect(Math.abs(casesForMean(deviation, distance, { tail, power }) - expected)).toBeLessThan(1)
  })

  it('without any discordant pair are those at which Tango’s interval itself ends at the margin', () => {
    const needed = casesForPairedShares({ lost: 0, won: 0, n: 100 }, 0.02, EIGHTY)
    expect(tangoInterval(0, 0, needed, 0.95)[1]).toBeCloseTo(0.02, 12)
  })

  it('are unknown where nothing is enough', () => {
    expect(smallestCases(() => false)).toBeNull()
    expect(smallestCases((n) => n >= 12_345)).toBe(12_345)
    expect(smallestCases(() => true)).toBe(1)
  })
})

describe('sets of that many cases', () => {
  const RUNS = 4000
  // Three standard errors of 4,000 runs at 80 % are 1.9 points; the formulas are large-sample ones.
  const NEAR = 0.03

  it('let equal models pass with the stated probability, by Tango’s interval', () => {
    const random = seededRandom(31)
    for (const wanted of [EIGHTY, NINETY]) {
      const n = Math.ceil(casesForPairedShares({ lost: 0.04, won: 0.04, n: 1 }, 0.02, wanted))
      const draw = multinomialDraws(Float64Array.of(0.04, 0.04, 0.92), n)
      const counts = new Float64Array(3)
      let passes = 0
      for (let run = 0; run < RUNS; run++) {
        draw(random, counts)
        if (tangoInterval(counts[0]!, counts[1]!, n, 0.95)[1] <= 0.02) passes++
      }
      expect(Math.abs(passes / RUNS - wanted.power)).toBeLessThan(NEAR)
    }
  })

  it('let a share keep its bound with the stated probability, by Wilson’s interval', () => {
    const random = seededRandom(32)
    const n = Math.ceil(casesForShare(0.03, 0.05, EIGHTY))
    let passes = 0
    for (let run = 0; run < RUNS; run++) if (wilsonInterval(drawBinomial(random, n, 0.03), n, 0.95)[1] <= 0.05) passes++
    expect(Math.abs(passes / RUNS - 0.8)).toBeLessThan(NEAR)
  })
})
