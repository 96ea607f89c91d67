import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sliceLossTest, type LossKind, type LossSums } from '../../src/stats/sliceLoss.js'

interface Case {
  readonly kind: LossKind
  readonly slice: LossSums
  readonly all: LossSums
  readonly pValue: number
}

const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../reference/sliceLoss/cases.json'), 'utf8'),
) as readonly Case[]

describe('the test of a slice', () => {
  it.each(CASES)('agrees with scipy for $kind of $slice.n cases', ({ kind, slice, all, pValue }) => {
    expect(Math.abs(sliceLossTest(slice, all, kind).pValue / pValue - 1)).toBeLessThan(1e-9)
  })

  it('says nothing of a slice that wins, that holds everything, or in which nothing happened', () => {
    const all = { n: 1000, sum: 20, squares: 60 }
    expect(sliceLossTest({ n: 100, sum: -3, squares: 9 }, all, 'answers').pValue).toBe(1)
    expect(sliceLossTest(all, all, 'answers').pValue).toBe(1)
    expect(sliceLossTest({ n: 100, sum: 0, squares: 0 }, all, 'means').pValue).toBe(1)
    expect(sliceLossTest({ n: 0, sum: 0, squares: 0 }, all, 'changes').pValue).toBe(1)
  })

  it('does not take a slice for a loser that loses no more than all others do', () => {
    // 10 % lost everywhere: the sign test alone would be sure of it.
    const all = { n: 10_000, sum: 1000, squares: 1000 }
    expect(sliceLossTest({ n: 1000, sum: 100, squares: 100 }, all, 'answers').pValue).toBeGreaterThan(0.3)
  })
})
