import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from '../../src/stats/benjaminiHochberg.js'
import { mismatch, referenceCases } from './reference.js'

interface Cases {
  benjaminiHochberg: { p: number[]; adjusted: number[] }[]
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
