import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../src/stats/distributions.js'
import { seededRandom } from '../../src/stats/random.js'
import { criterion, estimate, judgeData, points } from './given.js'

/** A degradation `z` standard errors of 0.01 beyond the margin of 1 point, with its 95 % interval. */
function beyond(name: string, z: number) {
  const degradation = 0.01 + z * 0.01
  const half = 1.959963984540054 * 0.01
  const column = [{ column: 'case', value: name }]
  return estimate(-degradation, [-degradation - half, -degradation + half], { slice: column })
}

const asked = criterion({ by: 'case', demand: points(1) })

describe('a failure', () => {
  it('alone is proven by its interval: one side of 95 % is 2.5 %', () => {
    const { findings } = judgeData([asked], [beyond('a', 1.97)])
    expect(findings[0]!.status).toBe('fail')
    // 1 - Phi(1.97) = 0.02441919
    expect(findings[0]!.pValue).toBeCloseTo(0.02441919, 7)
    expect(findings[0]!.adjustedPValue).toBeCloseTo(0.02441919, 7)
  })

  it('beside others must stand after the correction over all of them, passed ones too', () => {
    // One-sided p: Phi(-2.5) = 0.0062097, Phi(-2.1) = 0.0178644. Of two: 2 x 0.0062 = 0.0124 and 0.0179, both at most 0.025.
    const two = judgeData([asked], [beyond('a', 2.5), beyond('b', 2.1)])
    expect(two.findings.map(({ status }) => status)).toEqual(['fail', 'fail'])
    // Of three: 3 x 0.0062 = 0.0186 is proven, 2 x 0.0179 = 0.0357 is not.
    const three = judgeData([asked], [beyond('a', 2.5), beyond('b', 2.1), beyond('c', -9)])
    expect(three.findings.map(({ status, reason }) => [status, reason])).toEqual([
      ['fail', 'beyond-margin'],
      ['inconclusive', 'not-proven-after-holm'],
      ['pass', 'within-margin'],
    ])
    expect(three.findings.map(({ adjustedPValue }) => adjustedPValue)).toEqual([
      expect.closeTo(0.0186291, 6),
      expect.closeTo(0.0357288, 6),
      undefined,
    ])
    // With n cases z = 2.1; z grows like sqrt(n) and must reach Phi^-1(1 - 0.025 / 3) = 2.3940 with 80 % probability (0.8416 more):
    // 1000 ((2.3940 + 0.8416) / 2.1)^2 = 2373.9
    expect(three.findings[1]).toMatchObject({ casesNeeded: 2374, casesNeededPower: 0.8 })
  })

  it('is not made harder to prove by warnings, waived criteria, fixed ones, and what could not run', () => {
    const aside = [
      criterion({ id: 'warn', level: 'warn', by: 'case' }),
      criterion({ id: 'waived', waived: 'agreed', by: 'case' }),
      criterion({ id: 'fixed', basis: 'fixed', by: 'case', demand: points(90) }),
      criterion({ id: 'missing', measure: 'recall', by: 'case' }),
    ]
    const { findings } = judgeData([asked, ...aside], [beyond('a', 1.97)])
    expect(findings.map(({ status }) => status)).toEqual(['fail', 'fail', 'waived', 'pass', 'could-not-run'])
  })

  it('below a bound is measured by the upper side of its interval', () => {
    const floor = criterion({ demand: { kind: 'atLeast', bound: { value: 90, unit: 'percent' } } })
    const { findings } = judgeData([floor], [estimate(0.85, [0.8, 0.88], { of: 'new' })])
    // (0.9 - 0.85) / (0.03 / 1.96) = 3.2666 standard errors: Phi(-3.2666) = 0.000544
    expect(findings[0]!.pValue).toBeCloseTo(0.000544, 6)
  })

  it('without any width to its interval is certain', () => {
    const { findings } = judgeData([criterion()], [estimate(-0.5, [-0.5, -0.5])])
    expect(findings[0]).toMatchObject({ status: 'fail', pValue: 0, adjustedPValue: 0 })
  })
})

describe('over many criteria whose truth is exactly the margin', () => {
  it('some failure is called proven in 2.5 % of the runs, not in 18 %', () => {
    const random = seededRandom(20260301)
    const runs = 4000
    let runsWithFailure = 0
    for (let run = 0; run < runs; run++) {
      const estimates = Array.from({ length: 8 }, (_, i) => beyond(String(i), normalQuantile(random())))
      if (judgeData([asked], estimates).findings.some(({ status }) => status === 'fail')) runsWithFailure++
    }
    // Holm with 8 independent true nulls: 1 - (1 - 0.025 / 8)^8 = 0.0247; four standard errors of 4,000 runs are 0.0098.
    // Without correction it would be 1 - 0.975^8 = 0.183.
    expect(Math.abs(runsWithFailure / runs - 0.0247)).toBeLessThan(0.0098)
  })
})
