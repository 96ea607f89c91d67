import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openSet, readTable } from '../../src/data/openSet.js'
import { errorOf, FIXTURES, scratchFolder, specOf, store } from './storedFile.js'

const folder = scratchFolder()

describe('a set that cannot be opened', () => {
  it('does not exist: the nearest name in its folder is suggested', async () => {
    store(folder, 'churn-test.csv', 'a\n1\n')
    const error = await errorOf(() => openSet(specOf(folder, 'churn_test.csv')))
    expect(error).toMatchObject({ code: 'SET_NOT_FOUND', kind: 'usage', at: { file: 'sets/churn_test.csv' } })
    expect(error.message).toBe('There is no file sets/churn_test.csv. Did you mean "churn-test.csv"?')
  })

  it('is a folder', async () => {
    const error = await errorOf(() => openSet({ name: 'test', role: 'test', file: { path: FIXTURES, shown: 'sets' } }))
    expect(error).toMatchObject({ code: 'SET_IS_FOLDER', kind: 'usage' })
    expect(error.message).toContain('case-only.arrow')
  })

  it('is empty, whatever it is called', async () => {
    for (const name of ['empty.csv', 'empty.parquet', 'empty.arrow']) {
      const error = await errorOf(() => openSet(store(folder, name, '')))
      expect(error).toMatchObject({ code: 'SET_EMPTY', kind: 'run', message: `sets/${name} is empty (0 bytes).` })
    }
    expect(await errorOf(() => openSet(store(folder, 'blank.csv', '\n\r\n \n')))).toMatchObject({ code: 'SET_EMPTY' })
  })

  it('is an archive, a workbook or something else: the way out is named', async () => {
    const workbook = await errorOf(() => openSet(store(folder, 'sheet.xlsx', 'PK\x03\x04rest')))
    expect(workbook).toMatchObject({
      code: 'SET_FORMAT_UNSUPPORTED',
      hint: 'Save the sheet as CSV, or unpack the archive.',
    })
    const packed = await errorOf(() => openSet(store(folder, 'packed.csv', gzipSync('a\n1\n'))))
    expect(packed.message).toBe('sets/packed.csv is compressed with gzip.')
    const other = await errorOf(() => openSet(store(folder, 'set.json', '[{"a":1}]')))
    expect(other.hint).toContain('Parquet')
  })

  it('is called Parquet or Arrow and is not', async () => {
    for (const name of ['renamed.parquet', 'renamed.arrow']) {
      const error = await errorOf(() => openSet(store(folder, name, 'id,age\n1,2\n')))
      expect(error.code).toBe('SET_UNREADABLE')
      expect(error.message).toContain('it begins with "id,age"')
    }
  })

  it.each(['parquet', 'arrow', 'arrows'])('is cut short (%s), at any place', async (format) => {
    const whole = readFileSync(join(FIXTURES, `mixed.${format}`))
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share))
      const error = await errorOf(async () => readTable(await openSet(store(folder, `cut.${format}`, cut))))
      expect(error, `${share} of the bytes`).toMatchObject({ kind: 'run', at: { file: `sets/cut.${format}` } })
      expect(error.message).toContain(`sets/cut.${format}`)
      expect(error.hint).toContain('Copy the file again')
    }
  })
})

describe('a name with characters that databases take for patterns', () => {
  it('is this file and no other', async () => {
    const bytes = readFileSync(join(FIXTURES, 'mixed.parquet'))
    for (const name of ['set[1].parquet', "l'été.parquet", 'a*b?.parquet']) {
      const set = await openSet(store(folder, name, bytes))
      expect((await readTable(set, ['id'])).rows).toBe(6)
    }
  })
})
