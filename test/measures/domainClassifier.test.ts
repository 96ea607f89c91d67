import { describe, expect, it } from 'vitest'
import type { Column } from '../../src/core/batch.js'
import type { Estimate } from '../../src/core/estimate.js'
import { startReference } from '../../src/measures/reference.js'
import { normalQuantile } from '../../src/stats/distributions.js'
import { seededRandom, type Random } from '../../src/stats/random.js'
import { batchOf, fieldsOf, find, measure, numberColumn, REGRESSION, textColumn, valueBatch } from './given.js'

type Row = readonly (number | string | null)[]

function compare(reference: readonly Row[], rows: readonly Row[], seed = 1): Estimate {
  const columnsOf = (of: readonly Row[]): Column[] =>
    of[0]!.map((first, c) =>
      typeof first === 'string'
        ? textColumn(`c${c}`, of.map((row) => row[c]) as (string | null)[])
        : numberColumn(`c${c}`, of.map((row) => row[c]) as (number | null)[]),
    )
  const columns = columnsOf(rows)
  const features = fieldsOf(columns)
  const summary = startReference(features, seed)
  summary.add(batchOf(columnsOf(reference), reference.length))
  const zeros = rows.map(() => 0)
  const { estimates } = measure({ ...REGRESSION, features, seed }, [valueBatch(null, zeros, zeros, columns)], summary)
  return find(estimates, 'domainClassifierAuc', 'pair')
}

/** Standard normal columns, of which the first two go together with correlation rho. */
function normals(random: Random, rows: number, columns: number, rho = 0): Row[] {
  const one = () => normalQuantile(random() || 0.5)
  return Array.from({ length: rows }, () => {
    const row = Array.from({ length: columns }, one)
    row[1] = rho * row[0]! + Math.sqrt(1 - rho * rho) * row[1]!
    return row
  })
}

describe('the domain classifier', () => {
  it('finds two columns that no longer go together, though each looks as it did', () => {
    const random = seededRandom(11)
    const changed = compare(normals(random, 1500, 8), normals(random, 1200, 8, 0.7))
    expect(changed.interval![0]).toBeGreaterThan(0.55)
    expect(changed.method).toBe('delong')
  })

  it('finds two categories that no longer go together', () => {
    const random = seededRandom(12)
    const pick = () => ['a', 'b', 'c', 'd'][Math.floor(random() * 4)]!
    const apart = Array.from({ length: 800 }, () => [pick(), pick()])
    const together = Array.from({ length: 800 }, () => pick()).map((name) => [name, name])
    expect(compare(apart, together).interval![0]).toBeGreaterThan(0.6)
  })

  it('finds that values are missing where they were not', () => {
    const random = seededRandom(13)
    const before = normals(random, 800, 3)
    const after = normals(random, 800, 3).map((row) => (random() < 0.3 ? [row[0]!, null, row[2]!] : row))
    expect(compare(before, after).interval![0]).toBeGreaterThan(0.55)
  })

  it('holds 0.5 as often as it says when nothing changed: with continuous columns, and with ones of two values', () => {
    // 200 pairs of samples: 95 % shows as 92 to 98 % (two standard errors).
    for (const discrete of [false, true]) {
      const random = seededRandom(14)
      const sample = (rows: number) =>
        normals(random, rows, 3).map((row) => (discrete ? row.map((x) => Number((x as number) > 0.6)) : row))
      let held = 0
      for (let run = 0; run < 200; run++) {
        const [low, high] = compare(sample(220), sample(160), run + 1).interval!
        if (low <= 0.5 && 0.5 <= high) held++
      }
      expect(held / 200).toBeGreaterThanOrEqual(0.92)
      expect(held / 200).toBeLessThanOrEqual(0.985)
    }
  })

  it('does not see in which order the rows come, equal ones among them', () => {
    const random = seededRandom(15)
    const rows = (n: number) => normals(random, n, 3).map((row) => row.map((x) => Math.round(x as number)))
    const [a, b] = [rows(300), rows(200)]
    expect(compare(a.toReversed(), b.toReversed())).toEqual(compare(a, b))
  })

  it('gives a value without an interval to a handful of cases, and none to one', () => {
    const random = seededRandom(16)
    expect(compare(normals(random, 30, 2), normals(random, 12, 2))).toMatchObject({ interval: null })
    expect(compare(normals(random, 1, 2), normals(random, 1, 2))).toMatchObject({
      value: null,
      reason: 'too-few-cases',
    })
  })

  it('says 0.5 of columns that never change, and does not call that certain', () => {
    const constant = Array.from({ length: 200 }, () => [7, 7])
    const { value, interval } = compare(constant, constant)
    expect(value).toBe(0.5)
    expect(interval![0]).toBeLessThan(0.5)
    expect(interval![1]).toBeGreaterThan(0.5)
  })
})
