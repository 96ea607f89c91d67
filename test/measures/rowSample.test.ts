import { array, assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRows, columnSamples, mergeRowSamples, startRowSample } from '../../src/measures/rowSample.js'
import { numberColumn, textColumn } from './given.js'

const ROWS = 5000
const KEPT = 200
const numbers = Array.from({ length: ROWS }, (_, i) => (i % 17 === 0 ? null : i))
const names = Array.from({ length: ROWS }, (_, i) => (i % 13 === 0 ? null : `n${i % 7}`))

function sampleOf(from: number, to: number) {
  const state = startRowSample(
    [
      { name: 'x', kind: 'number' },
      { name: 'name', kind: 'category' },
    ],
    42,
    KEPT,
  )
  // In batches of 1000 rows, as a reader would give them.
  for (let start = from; start < to; start += 1000) {
    const end = Math.min(to, start + 1000)
    addRows(state, start, end - start, [
      numberColumn('x', numbers.slice(start, end)),
      textColumn('name', names.slice(start, end)),
    ])
  }
  return state
}

describe('a sample of rows', () => {
  it('is the same however the rows were split and in whatever order the parts are merged', () => {
    // Category codes and `kept` follow the order of arrival; what they stand for must not.
    const readable = (state: ReturnType<typeof sampleOf>) =>
      columnSamples(state).map((column) => ({
        ...column,
        names: null,
        kept: null,
        values: Array.from(column.values, (value) => column.names[value] ?? value),
      }))
    const whole = readable(sampleOf(0, ROWS))
    assert(
      property(array(integer({ min: 0, max: ROWS }), { maxLength: 4 }), integer({ min: 0, max: 9 }), (cuts, turn) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), ROWS]
        const parts = edges.slice(1).map((to, i) => sampleOf(edges[i]!, to))
        const rotated = parts.map((_, i) => parts[(i + turn) % parts.length]!)
        expect(readable(rotated.reduce(mergeRowSamples))).toEqual(whole)
      }),
      { seed: 6, numRuns: 15 },
    )
  })

  it('keeps the given number of rows, counts all of them, and keeps the cells of a row together', () => {
    const [x, name] = columnSamples(sampleOf(0, ROWS))
    expect(x!.values).toHaveLength(KEPT)
    // 5000 / 17 = 294.1: rows 0, 17, ..., 4998 are missing.
    expect(x).toMatchObject({ n: ROWS - 295, missing: 295 })
    const together = Array.from(
      x!.values,
      (row, i) => Number.isNaN(row) || (name!.names[name!.values[i]!] ?? null) === names[row],
    )
    expect(together.every(Boolean)).toBe(true)
  })

  it('is uniform: its mean row lies in the middle', () => {
    const [x] = columnSamples(sampleOf(0, ROWS))
    const mean = x!.numbers.reduce((sum, value) => sum + value, 0) / x!.numbers.length
    // Standard error of the mean of 200 uniform rows: 5000 / sqrt(12 * 200) = 102.
    expect(Math.abs(mean - ROWS / 2)).toBeLessThan(306)
  })
})
