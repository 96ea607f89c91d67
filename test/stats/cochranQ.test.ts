import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cochranQ } from '../../src/stats/cochranQ.js'

interface Case {
  readonly groups: readonly { readonly value: number; readonly variance: number }[]
  readonly q: number
  readonly pValue: number
  readonly iSquared: number
}

const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../reference/cochranQ/cases.json'), 'utf8'),
) as readonly Case[]

describe("Cochran's Q", () => {
  it.each(CASES)('agrees with statsmodels for $groups.length groups', ({ groups, q, pValue, iSquared }) => {
    const found = cochranQ(groups)!
    expect(Math.abs(found.q / q - 1)).toBeLessThan(1e-9)
    expect(Math.abs(found.pValue - pValue)).toBeLessThan(1e-12)
    expect(Math.abs(found.iSquared - iSquared)).toBeLessThan(1e-9)
  })

  it('says nothing of one group, nor of groups without a spread', () => {
    expect(cochranQ([{ value: 1, variance: 1 }])).toBeNull()
    expect(cochranQ([])).toBeNull()
    const certain = [1, 2].map((value) => ({ value, variance: 0 }))
    expect(cochranQ(certain)).toBeNull()
    expect(cochranQ([...certain, { value: Number.NaN, variance: Number.NaN }])).toBeNull()
  })
})
