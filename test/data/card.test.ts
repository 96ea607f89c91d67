import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/core/digest.js'
import { RecetteErrors } from '../../src/core/errors.js'
import { cardJsonSchema } from '../../src/data/cardJsonSchema.js'
import { openSet, readTable } from '../../src/data/openSet.js'
import { errorOf, FIXTURES, rowsOf, scratchFolder, store } from './storedFile.js'

const CSV = 'id,age\na,30\nb,40\n'

describe('the card of a set', () => {
  it('stands beside it as <file>.card.yaml, <file without extension>.card.yaml or card.yaml, the nearest name first', async () => {
    const folder = scratchFolder()
    const title = async (others: Record<string, string>) =>
      (await openSet(store(folder, 's.csv', CSV, others))).card?.title
    expect(await title({})).toBeUndefined()
    expect(await title({ 'card.yaml': 'title: folder' })).toBe('folder')
    expect(await title({ 's.card.yaml': 'title: stem' })).toBe('stem')
    expect(await title({ 's.csv.card.yaml': 'title: file' })).toBe('file')
  })

  it('may be named by the plan, and must then be there', async () => {
    const folder = scratchFolder()
    const spec = store(folder, 's.csv', CSV, { 'other.yaml': 'title: other' })
    const named = (name: string) => ({ ...spec, card: { path: join(folder, name), shown: `sets/${name}` } })
    expect((await openSet(named('other.yaml'))).card?.title).toBe('other')
    expect(await errorOf(() => openSet(named('gone.yaml')))).toMatchObject({ code: 'CARD_NOT_FOUND', kind: 'usage' })
  })

  it('that lists its files is of those files only', async () => {
    const folder = scratchFolder()
    const card = `files: { s.csv: { rows: 2, sha256: ${sha256(CSV)} } }\ncolumns: [{ name: age, unit: years }]\n`
    const set = await openSet(store(folder, 's.csv', CSV, { 'card.yaml': card }))
    expect(set.fields[1]).toMatchObject({ name: 'age', unit: 'years' })
    // Recorded predictions in the same folder are none of the card's business.
    expect((await openSet(store(folder, 'predictions.csv', 'id,p\na,0.5\n'))).card).toBeNull()
  })

  it('refuses a file that has changed since', async () => {
    const folder = scratchFolder()
    const card = `title: Two people\nsha256: ${sha256(CSV)}\nrows: 2\n`
    expect((await openSet(store(folder, 's.csv', CSV, { 'card.yaml': card }))).identity.sha256).toBe(sha256(CSV))
    const changed = await errorOf(() => openSet(store(folder, 's.csv', CSV.replace('40', '41'))))
    expect(changed).toMatchObject({
      code: 'SET_CHANGED',
      kind: 'run',
      at: { file: 'sets/card.yaml', line: 2, column: 9 },
    })
    expect(changed.message).toContain(sha256(CSV))
    const fewer = await errorOf(() => openSet(store(folder, 's.csv', 'id,age\na,30\n', { 'card.yaml': 'rows: 2\n' })))
    expect(fewer.message).toContain('sets/s.csv has 1 row, but sets/card.yaml declares 2')
  })

  it('refuses other rows also where only reading tells how many there are', async () => {
    const folder = scratchFolder()
    const set = await openSet(store(folder, 's.csv', 'id,age\n"a",30\n"b",40\n', { 'card.yaml': 'rows: 3\n' }))
    expect(set.rows).toBeNull()
    expect(await errorOf(() => readTable(set))).toMatchObject({ code: 'SET_CHANGED', at: { line: 1, column: 7 } })
  })

  it('is held to its schema: every mistake at once, with line, column and the nearest key', async () => {
    const folder = scratchFolder()
    const card = 'titlle: x\nrows: -1\ncolumns:\n  - name: age\n    tipe: float64\nsha256: abc\n'
    const error: unknown = await openSet(store(folder, 's.csv', CSV, { 'card.yaml': card })).catch(
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof RecetteErrors)) throw new Error('expected several problems')
    expect(error.kind).toBe('usage')
    expect(error.problems.map(({ at, message }) => `${at!.line}:${at!.column} ${message}`).sort()).toEqual([
      expect.stringContaining('1:9 sets/card.yaml has an unknown key "titlle". Did you mean "title"?'),
      expect.stringContaining('2:7 sets/card.yaml at rows:'),
      expect.stringContaining('5:11 sets/card.yaml has an unknown key "tipe" in columns.0. Did you mean "type"?'),
      expect.stringContaining('6:9 sets/card.yaml at sha256: expected 64'),
    ])
    const torn = await errorOf(() => openSet(store(folder, 's.csv', CSV, { 'card.yaml': 'title: "x\nrows: 2\n' })))
    expect(torn.message).toContain('is not valid YAML')
  })

  it('may not contradict the file: names, types and shapes', async () => {
    const folder = scratchFolder()
    const unknown = await errorOf(() =>
      openSet(store(folder, 's.csv', CSV, { 'card.yaml': 'columns: [{ name: agee }]\n' })),
    )
    expect(unknown).toMatchObject({ code: 'CARD_UNKNOWN_COLUMN', at: { line: 1, column: 19 } })
    expect(unknown.message).toContain('Did you mean "age"?')
    const lists = readFileSync(join(FIXTURES, 'lists.parquet'))
    const type = await errorOf(() =>
      openSet(store(folder, 'l.parquet', lists, { 'l.card.yaml': 'columns: [{ name: id, type: float64 }]\n' })),
    )
    expect(type.message).toContain('column "id" holds utf8, but sets/l.card.yaml declares float64')
    const shape = await errorOf(() =>
      openSet(store(folder, 'l.parquet', lists, { 'l.card.yaml': 'columns: [{ name: image, shape: [3] }]\n' })),
    )
    expect(shape.message).toContain('lists of shape [4]')
  })

  it('gives a flat list another shape of the same size', async () => {
    const folder = scratchFolder()
    for (const format of ['parquet', 'arrow', 'arrows']) {
      const lists = readFileSync(join(FIXTURES, `lists.${format}`))
      const card = { 'l.card.yaml': 'columns: [{ name: image, shape: [2, 2] }, { name: track, shape: [4] }]\n' }
      const [image, track] = (
        await readTable(await openSet(store(folder, `l.${format}`, lists, card)), ['image', 'track'])
      ).columns
      expect(image).toMatchObject({
        shape: [2, 2],
        values: Float32Array.of(1, 2, 3, 4, NaN, NaN, NaN, NaN, 5, 6, 7, 8),
      })
      expect(track).toMatchObject({ shape: [4] })
    }
  })

  it.each(['parquet', 'arrow', 'arrows'])(
    'keeps numbers of %s as they are written when it calls them text',
    async (format) => {
      const folder = scratchFolder()
      const bytes = readFileSync(join(FIXTURES, `wide-integer.${format}`))
      const card = { 'w.card.yaml': 'columns: [{ name: customer, type: utf8 }]\n' }
      const set = await openSet(store(folder, `w.${format}`, bytes, card))
      expect(rowsOf(await readTable(set))).toEqual([['1'], ['2'], ['9007199254740993']])
    },
  )

  it('has the JSON Schema that harness/schema holds for editors', () => {
    const kept = readFileSync(join(import.meta.dirname, '..', '..', 'harness', 'schema', 'card.schema.json'), 'utf8')
    // When this fails: npm run setup, then node harness/schema/make.mjs.
    expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(cardJsonSchema())))
  })
})
