import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceKey } from '../../../src/core/estimate.js'
import { hiddenSegments, type CountedSlice } from '../../../src/report/disclosure/hiddenSegments.js'

const SMALLEST = 5

describe('segments that nothing may show', () => {
  it('are the small one and, because the total less the others would give it away, the least of the others', () => {
    const counted = values('airline', { Alaska: 128, Envoy: 4590, SkyWest: 3 })
    expect([...hiddenSegments(counted, 10)].sort()).toEqual(['airline=Alaska', 'airline=SkyWest'])
  })

  it('are the small ones alone when their sum tells nothing of each', () => {
    const counted = values('region', { East: 7, North: 300, South: 8, West: 400 })
    expect([...hiddenSegments(counted, 10)].sort()).toEqual(['region=East', 'region=South'])
  })

  it('are none when none is small', () => {
    expect(hiddenSegments(values('region', { East: 70, North: 300 }), 10).size).toBe(0)
  })

  it('are four cells of a crossing where one is small: its row and its column would each give it away', () => {
    const counted = crossing([
      [3, 40, 50],
      [60, 70, 80],
    ])
    expect([...hiddenSegments(counted, 10)].sort()).toEqual(['a=0, b=0', 'a=0, b=1', 'a=1, b=0', 'a=1, b=1'])
  })

  it('never follow from what is shown: some other table has the same shown numbers and another number there', () => {
    const cell = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 40 }))
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 })
    let tried = 0
    fc.assert(
      fc.property(
        // In one or two cells there is nothing to hide behind: they are the whole set.
        table.filter((rows) => rows.flat().filter((n) => n > 0).length > 2),
        (rows) => {
          const slices = crossing(rows)
          const hidden = hiddenSegments(slices, SMALLEST)
          for (const { slice, n } of slices) expect(n > 0 && n < SMALLEST && !hidden.has(sliceKey(slice)!)).toBe(false)
          const others = otherTables(rows, hidden)
          for (const { slice, n } of slices.filter(({ n: size }) => size > 0 && size < SMALLEST)) {
            tried++
            expect(others.some((other) => sizeIn(other, slice) !== n)).toBe(true)
          }
        },
      ),
      { seed: 6, numRuns: 400 },
    )
    expect(tried).toBeGreaterThan(300)
  })
})

/** Every table that differs by one case more, one less or none in each hidden cell, and agrees in all that is shown and in the total. */
function otherTables(rows: readonly (readonly number[])[], hidden: ReadonlySet<string>): readonly number[][][] {
  const places = rows.flatMap((row, a) => row.flatMap((_, b) => (hidden.has(`a=${a}, b=${b}`) ? [{ a, b }] : [])))
  const found: number[][][] = []
  for (let code = 0; code < 3 ** places.length; code++) {
    const table = rows.map((row) => [...row])
    places.forEach(({ a, b }, i) => (table[a]![b]! += (Math.floor(code / 3 ** i) % 3) - 1))
    if (agrees(rows, table, hidden) && places.every(({ a, b }) => table[a]![b]! >= 1)) found.push(table)
  }
  return found
}

function agrees(
  rows: readonly (readonly number[])[],
  table: readonly (readonly number[])[],
  hidden: ReadonlySet<string>,
): boolean {
  const sum = (cells: readonly number[]): number => cells.reduce((total, n) => total + n, 0)
  if (sum(rows.flat()) !== sum(table.flat())) return false
  return crossing(rows)
    .filter(({ slice }) => slice.length === 1 && !hidden.has(sliceKey(slice)!))
    .every(({ slice, n }) => sizeIn(table, slice) === n)
}

function sizeIn(table: readonly (readonly number[])[], slice: CountedSlice['slice']): number {
  let size = 0
  table.forEach((row, a) =>
    row.forEach((n, b) => {
      if (slice.every(({ column, value }) => Number(value) === (column === 'a' ? a : b))) size += n
    }),
  )
  return size
}

function values(column: string, sizes: Readonly<Record<string, number>>): CountedSlice[] {
  return Object.entries(sizes).map(([value, n]) => ({ slice: [{ column, value }], n }))
}

/** Rows by `a`, columns by `b`: each value of both, and each cell that is not empty. */
function crossing(rows: readonly (readonly number[])[]): CountedSlice[] {
  const sum = (cells: readonly number[]): number => cells.reduce((total, n) => total + n, 0)
  const part = (column: string, value: number) => ({ column, value: String(value) })
  return [
    ...rows.map((row, a) => ({ slice: [part('a', a)], n: sum(row) })),
    ...rows[0]!.map((_, b) => ({ slice: [part('b', b)], n: sum(rows.map((row) => row[b]!)) })),
    ...rows.flatMap((row, a) => row.map((n, b) => ({ slice: [part('a', a), part('b', b)], n }))),
  ].filter(({ n }) => n > 0)
}
