import { describe, expect, it } from 'vitest'

interface Row {
  cases: number
  tries: number
  exact: number
  byPValue: number
}

const { simulateDrift } = (await import('../../harness/simulate/drift.mjs' as string)) as {
  simulateDrift(options: { tries: number; seed: number; sizes: number[] }): Promise<Row[]>
}

describe('twenty columns of which three changed', () => {
  it('are told apart: just the three are named, and not the one whose harmless shift a p-value proves', async () => {
    // 100,000 and 1,000,000 cases: run the script itself.
    const [row] = await simulateDrift({ tries: 2, seed: 1, sizes: [20_000] })
    expect(row).toMatchObject({ tries: 2, exact: 2 })
    expect(row!.byPValue).toBeGreaterThan(0)
  })
})
