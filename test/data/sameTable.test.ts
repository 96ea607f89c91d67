import { describe, expect, it } from 'vitest'
import type { Batch } from '../../src/core/batch.js'
import { openSet, readTable } from '../../src/data/openSet.js'
import { errorOf, FIXTURES, rowsOf, specOf } from './storedFile.js'

const FORMATS = ['csv', 'ndjson', 'parquet', 'arrow', 'arrows']

describe('one table stored as CSV, NDJSON, Parquet, Arrow file and Arrow stream', () => {
  it('is read as it was written: numbers, booleans, accents, dates in ISO 8601, and nothing where nothing is', async () => {
    const table = await readTable(await openSet(specOf(FIXTURES, 'mixed.parquet')))
    // By hand from test/fixtures/sets/make.py.
    expect(rowsOf(table)).toEqual([
      [
        'cas-1',
        '42',
        '0.5',
        '-1.25',
        'true',
        'Île-de-France',
        '2024-02-29',
        '2024-02-29T13:05:00',
        '2024-02-29T13:05:00Z',
        '12.5',
      ],
      [
        'cas-2',
        '-7',
        '1e-9',
        '3',
        'false',
        "Côte d'Or; « sud »",
        '1969-12-31',
        '1969-12-31T23:59:59.5',
        '1969-12-31T23:59:59Z',
        '-0.05',
      ],
      ['cas-3', null, null, null, null, null, null, null, null, null],
      [
        'cas-4',
        '0',
        '123456.789',
        '1024.125',
        'true',
        'a text of more than twelve bytes',
        '2000-01-01',
        '2000-01-01T00:00:00',
        '2000-01-01T00:00:00.123456Z',
        '99999.99',
      ],
      [
        'cas-5',
        '9007199254740991',
        '0.1',
        '2.5',
        'false',
        'Île-de-France',
        '2024-02-29',
        '2024-02-29T13:05:00',
        '2024-02-29T13:05:00Z',
        '0',
      ],
      ['cas-6', '1', 'Infinity', '0', null, 'NA', null, null, null, '1'],
    ])
  })

  it.each(['csv', 'ndjson', 'arrow', 'arrows'])('gives the very same batch from %s as from Parquet', async (format) => {
    const expected = await readTable(await openSet(specOf(FIXTURES, 'mixed.parquet')))
    const found = await readTable(await openSet(specOf(FIXTURES, `mixed.${format}`)))
    expect(bytesOf(found)).toEqual(bytesOf(expected))
  })

  it.each(FORMATS)('has the same kinds of columns and the same number of rows in %s', async (format) => {
    const set = await openSet(specOf(FIXTURES, `mixed.${format}`))
    expect(set.rows).toBe(6)
    expect(set.fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'id text',
      'count number',
      'ratio number',
      'half number',
      'member bool',
      'region text',
      'day text',
      'seen text',
      'sent text',
      'price number',
    ])
    expect(set.identity.format).toBe(format === 'arrows' ? 'arrow' : format)
  })

  it.each(FORMATS)('gives only the columns asked for, in the order asked for, from %s', async (format) => {
    const set = await openSet(specOf(FIXTURES, `mixed.${format}`))
    const table = await readTable(set, ['region', 'count'])
    expect(table.columns.map(({ name }) => name)).toEqual(['region', 'count'])
    expect(rowsOf(table)[0]).toEqual(['Île-de-France', '42'])
    expect((await readTable(set, [])).rows).toBe(6)
  })

  it.each(FORMATS)('names the nearest column when %s does not have the one asked for', async (format) => {
    const set = await openSet(specOf(FIXTURES, `mixed.${format}`))
    const error = await errorOf(() => readTable(set, ['regoin']))
    expect(error.code).toBe('COLUMN_UNKNOWN')
    expect(error.message).toBe(`sets/mixed.${format} has no column "regoin". Did you mean "region"?`)
  })
})

describe('lists of numbers', () => {
  it.each(['parquet', 'arrow', 'arrows'])(
    'are tensors in %s: missing lists are NaN, unreadable columns are named',
    async (format) => {
      const set = await openSet(specOf(FIXTURES, `lists.${format}`))
      const [id, image, track] = (await readTable(set)).columns
      expect(id!.kind).toBe('text')
      // uint8 fits float32; the second list is missing.
      expect(image).toMatchObject({ kind: 'tensor', shape: [4], valid: Uint8Array.of(1, 0, 1) })
      expect(image).toMatchObject({ values: Float32Array.of(1, 2, 3, 4, NaN, NaN, NaN, NaN, 5, 6, 7, 8) })
      expect(track).toMatchObject({ kind: 'tensor', shape: [2, 2], valid: null })
      expect(track).toMatchObject({
        values: Float64Array.of(0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, NaN, 9.5, 0.25),
      })
      expect(set.identity.detected['ignored']).toMatch(/^note \(of type struct/i)
      const error = await errorOf(() => readTable(set, ['note']))
      expect(error.code).toBe('COLUMN_UNSUPPORTED')
    },
  )

  it.each(['parquet', 'arrow', 'arrows'])(
    'of different lengths are refused in %s with the row that differs',
    async (format) => {
      const set = await openSet(specOf(FIXTURES, `ragged.${format}`))
      const error = await errorOf(() => readTable(set))
      expect(error.code).toBe('SET_RAGGED_TENSOR')
      expect(error.message).toContain('column "v", row 3 holds a list of 1')
      expect(error.message).toContain('shape [2]')
    },
  )
})

describe('what a table cannot hold', () => {
  it.each(['parquet', 'arrow', 'arrows'])(
    'is a whole number beyond 2^53 in %s: the card must call it text',
    async (format) => {
      const set = await openSet(specOf(FIXTURES, `wide-integer.${format}`))
      const error = await errorOf(() => readTable(set))
      expect(error.code).toBe('SET_INTEGER_TOO_LARGE')
      expect(error.message).toContain('column "customer", row 3')
      expect(error.hint).toContain('{ name: customer, type: utf8 }')
    },
  )

  it.each(['parquet', 'arrow', 'arrows'])(
    'is two columns of one name in %s; names that differ in case are two names',
    async (format) => {
      const error = await errorOf(() => openSet(specOf(FIXTURES, `duplicate-column.${format}`)))
      expect(error.code).toBe('SET_DUPLICATE_COLUMN')
      const set = await openSet(specOf(FIXTURES, `case-only.${format}`))
      expect(rowsOf(await readTable(set, ['age', 'Age']))).toEqual([['2', '1']])
    },
  )

  it.each(['parquet', 'arrow', 'arrows'])('is no row at all in %s', async (format) => {
    const error = await errorOf(() => openSet(specOf(FIXTURES, `no-rows.${format}`)))
    expect(error.code).toBe('SET_NO_ROWS')
  })
})

describe('more digits than a double holds', () => {
  it.each(['parquet', 'arrow', 'arrows'])(
    'are cut (times) or rounded (decimals) once, and alike, in %s',
    async (format) => {
      const table = await readTable(await openSet(specOf(FIXTURES, `precise.${format}`)))
      // Nanoseconds and decimals of test/fixtures/sets/make.py; Python's float() of the decimal, which rounds correctly.
      expect(rowsOf(table)).toEqual([
        ['2030-02-14T11:28:14.274487', '-27135843212245807000'],
        ['1969-12-31T23:59:59.999999', '0.1'],
        ['2023-11-14T22:13:20.123456', null],
      ])
    },
  )
})

/** Everything a batch holds, with NaN and -0 as they are in memory. */
function bytesOf(batch: Batch): unknown {
  return batch.columns.map((column) => ({
    ...column,
    ...('values' in column && column.kind !== 'bytes'
      ? { values: [...new Uint8Array(column.values.slice().buffer)] }
      : {}),
    ...('dictionary' in column ? { dictionary: [...column.dictionary] } : {}),
  }))
}
