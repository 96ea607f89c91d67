import { describe, expect, it } from 'vitest'
import type { Batch } from '../../src/core/batch.js'
import { openSet, readTable, type BatchOptions, type StoredSet } from '../../src/data/openSet.js'
import { describeSet } from '../../src/data/describeSet.js'
import { FIXTURES, rowsOf, scratchFolder, specOf, store } from './storedFile.js'

const folder = scratchFolder()
const ROWS = 2_500

/** `i`, a category that shows up late, and every tenth number missing. */
function table(): Promise<StoredSet> {
  const lines = Array.from(
    { length: ROWS },
    (_, i) => `${i},${i % 10 === 9 ? '' : i / 4},${i < 1_000 ? 'early' : i < 2_000 ? 'middle' : 'late'},${i % 2 === 0}`,
  )
  return openSet(store(folder, 'big.csv', `i,x,when,even\n${lines.join('\n')}\n`))
}

async function all(set: StoredSet, options: BatchOptions): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of set.batches(options)) batches.push(batch)
  return batches
}

describe('the batches of a set', () => {
  it('hold about as many bytes as asked for, never fewer than 256 rows nor more than 65,536', async () => {
    const set = await table()
    // i and x are 8 bytes a row, when 4, even 1: 21 bytes; 12,600 bytes are 600 rows.
    expect((await all(set, { batchBytes: 12_600 })).map(({ rows, start }) => [rows, start])).toEqual([
      [600, 0],
      [600, 600],
      [600, 1_200],
      [600, 1_800],
      [100, 2_400],
    ])
    expect((await all(set, { batchBytes: 1 }))[0]!.rows).toBe(256)
    expect((await all(set, {})).map(({ rows }) => rows)).toEqual([ROWS])
    const many = await openSet(store(folder, 'many.csv', `i\n${'1\n'.repeat(70_000)}`))
    expect((await all(many, { batchBytes: 1e9 })).map(({ rows }) => rows)).toEqual([65_536, 4_464])
  })

  it('keep the meaning of a code from one batch to the next: dictionaries only grow', async () => {
    const batches = await all(await table(), { columns: ['when'], batchBytes: 1 })
    const texts = batches.flatMap((batch) => rowsOf(batch).map(([when]) => when))
    expect(texts).toEqual(Array.from({ length: ROWS }, (_, i) => (i < 1_000 ? 'early' : i < 2_000 ? 'middle' : 'late')))
    const codes = batches.map(({ columns }) => (columns[0]!.kind === 'text' ? columns[0]!.codes[0] : null))
    expect(codes).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
  })

  it('are refused when the file is no longer the one whose digest was taken', async () => {
    const spec = store(folder, 'rewritten.csv', 'i\n1\n2\n')
    const set = await openSet(spec)
    expect(await all(set, {})).toHaveLength(1)
    // As long as before, and the same columns: nothing but the time of the change tells.
    store(folder, 'rewritten.csv', 'i\n1\n3\n')
    await expect(all(set, {})).rejects.toMatchObject({ code: 'SET_CHANGED' })
  })

  it('stay as they are while the next ones are read', async () => {
    const set = await table()
    const kept = await all(set, { batchBytes: 1 })
    const numbers = kept.flatMap(({ columns }) => (columns[0]!.kind === 'number' ? [...columns[0]!.values] : []))
    expect(numbers).toEqual(Array.from({ length: ROWS }, (_, i) => i))
  })

  it('mark missing numbers twice: NaN, and 0 in a mask of exactly their rows; no mask where nothing is missing', async () => {
    const [, second] = await all(await table(), { columns: ['x', 'i'], batchBytes: 16 * 300 })
    const [x, i] = second!.columns
    // Rows 300 to 599: 309, 319, ... are missing.
    if (x?.kind !== 'number') throw new Error('not a number')
    expect(x.valid).toHaveLength(300)
    expect(
      [...x.valid!.entries()]
        .filter(([, valid]) => valid === 0)
        .map(([row]) => row)
        .slice(0, 2),
    ).toEqual([9, 19])
    expect(x.values[9]).toBeNaN()
    expect(x.values[8]).toBe(308 / 4)
    expect(i!.valid).toBeNull()
  })

  it('can be read again, and at the same time', async () => {
    const set = await table()
    const [first, second] = await Promise.all([readTable(set), readTable(set)])
    expect(rowsOf(first)).toEqual(rowsOf(second))
    expect(first.rows).toBe(ROWS)
  })

  it('stop when they are told to', async () => {
    for (const set of [
      await table(),
      await openSet(specOf(FIXTURES, 'mixed.parquet')),
      await openSet(specOf(FIXTURES, 'mixed.arrow')),
    ]) {
      const stop = new AbortController()
      stop.abort(new Error('enough'))
      await expect(all(set, { signal: stop.signal })).rejects.toThrow('enough')
    }
  })

  it('become one in readTable, masks and all', async () => {
    const whole = await readTable(await openSet(store(folder, 'm.csv', `x,y\n${'1,a\n'.repeat(66_000)},b\n`)))
    expect(whole.rows).toBe(66_001)
    const [x, y] = whole.columns
    expect(x!.valid![65_999]).toBe(1)
    expect(x!.valid![66_000]).toBe(0)
    expect(y!.valid).toBeNull()
    expect(rowsOf({ ...whole, rows: 1 })).toEqual([['1', 'a']])
  })
})

describe('a description of a set', () => {
  it('counts what is missing, finds the range of numbers and the most frequent texts', async () => {
    const { rows, columns } = await describeSet(await table())
    expect(rows).toBe(ROWS)
    expect(columns.map(({ missing }) => missing)).toEqual([0, 250, 0, 0])
    // The last x that is not missing is that of row 2498.
    expect(columns[1]!.range).toEqual([0, 2_498 / 4])
    expect(columns[2]).toMatchObject({
      range: null,
      distinct: 3,
      top: [
        ['early', 1_000],
        ['middle', 1_000],
        ['late', 500],
      ],
    })
    expect(columns[3]).toMatchObject({
      distinct: 2,
      top: [
        ['false', 1_250],
        ['true', 1_250],
      ],
    })
  })

  it('shows no value of personal data', async () => {
    const card = { 'p.card.yaml': 'columns: [{ name: name, personal: true }, { name: age, personal: true }]\n' }
    const { columns } = await describeSet(await openSet(store(folder, 'p.csv', 'name,age\nAnne,30\nBob,40\n', card)))
    expect(columns).toMatchObject([
      { range: null, distinct: 2, top: [] },
      { range: null, top: [] },
    ])
  })

  it('describes lists and numbers of which nothing is known', async () => {
    const { columns } = await describeSet(await openSet(specOf(FIXTURES, 'lists.parquet')))
    expect(columns[1]).toMatchObject({ missing: 1, range: [1, 8], distinct: null })
    const empty = await openSet(store(folder, 'e.csv', 'a,b\n,x\n', {}))
    expect((await describeSet(empty)).columns[0]).toMatchObject({ missing: 1, range: null })
  })
})
