import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeBins } from '../../../src/report/disclosure/mergeBins.js'
import { mergeRows } from '../../../src/report/disclosure/mergeRows.js'
import { sumOf, together, toldColumns, type Counts } from '../../../src/report/disclosure/toldColumns.js'

/** Cases, and those of them that were lost and won: as the tables of the report have them. */
const row = fc
  .tuple(fc.nat(30), fc.nat(8), fc.nat(8))
  .map(([others, lost, won]): Counts => [others + lost + won, lost, won])
const table = fc.array(row, { minLength: 1, maxLength: 8 })
const smallest = fc.integer({ min: 2, max: 12 })

describe('rows that tell of few cases', () => {
  it('are put together, and a single one takes the least of the others with it', () => {
    // 3 cases alone would follow from the total of 143 less 100 and 40; 3 and 40 together are told as 43.
    expect(mergeRows([[100], [3], [40]], 10)).toEqual({ shown: [0], merged: [1, 2] })
    // Two small ones that come to 5 need a third.
    expect(mergeRows([[100], [3], [2], [40]], 10)).toEqual({ shown: [0], merged: [1, 2, 3] })
    expect(mergeRows([[100], [7], [8], [40]], 10)).toEqual({ shown: [0, 3], merged: [1, 2] })
  })

  it('leave a table alone in which nothing is small', () => {
    const rows = [
      [100, 0],
      [40, 12],
    ]
    expect(mergeRows(rows, 10)).toEqual({ shown: [0, 1], merged: [] })
  })

  it('never follow from what is shown, by themselves or from the totals', () => {
    fc.assert(
      fc.property(table, smallest, (rows, least) => {
        const { shown, merged } = mergeRows(rows, least)
        const hidden = merged.map((i) => rows[i]!)
        const published = [...shown.map((i) => rows[i]!), ...(hidden.length > 0 ? [together(hidden)] : [])]
        expect([...shown, ...merged].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i))
        expect(smallFigures(published, rows, least)).toEqual([])
        expect(together(published)).toEqual(together(rows))
        // Whoever subtracts gets the sum over the hidden rows. Of two or more that come to n > 0, each may hold anything from 0 to n.
        expect(hidden.length).not.toBe(1)
      }),
      { seed: 6, numRuns: 2000 },
    )
  })
})

describe('bins that hold few cases', () => {
  it('are put together with the smaller neighbour', () => {
    expect(mergeBins([[100], [3], [40]], 10)).toEqual([
      { from: 0, to: 1, counts: [100] },
      { from: 1, to: 3, counts: [43] },
    ])
  })

  it('are told in a cut of the same cases in which no bin is small, whatever they hold', () => {
    fc.assert(
      fc.property(table, smallest, (rows, least) => {
        const bins = mergeBins(rows, least)
        expect(bins.map(({ from }) => from)).toEqual([0, ...bins.slice(0, -1).map(({ to }) => to)])
        expect(bins.at(-1)!.to).toBe(rows.length)
        for (const { from, to, counts } of bins) expect(counts).toEqual(together(rows.slice(from, to)))
        const published = bins.map(({ counts }) => counts)
        expect(smallFigures(published, rows, least)).toEqual([])
      }),
      { seed: 6, numRuns: 2000 },
    )
  })

  it('say nothing of a column that is too small as a whole', () => {
    const rows = [
      [100, 2],
      [50, 0],
    ]
    expect(toldColumns(rows, 10)).toEqual([true, false])
    expect(mergeBins(rows, 10)).toHaveLength(2)
  })
})

/** Published figures that are small, of columns whose total is not. */
function smallFigures(published: readonly Counts[], rows: readonly Counts[], least: number): readonly number[] {
  return [0, 1, 2].flatMap((column) => {
    const total = sumOf(rows, column)
    return total > 0 && total < least
      ? []
      : published.map((line) => line[column]!).filter((cases) => cases > 0 && cases < least)
  })
}
