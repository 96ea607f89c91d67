import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { openSet, readTable } from '../../src/data/openSet.js'
import { errorOf, rowsOf, scratchFolder, store } from './storedFile.js'

const folder = scratchFolder()

describe('a table of one JSON object a line', () => {
  it('has a column for each key, nested ones by their dotted path; a key that is not there, null and "" are missing', async () => {
    const spec = store(
      folder,
      'nested.ndjson',
      '{"id": "a", "scores": {"no": 0.25, "yes": 0.75}, "note": null}\n{"scores": {"yes": 1}, "id": "b", "note": ""}\r\n\n{"id": "c", "late": true}\n',
    )
    const set = await openSet(spec)
    expect(set.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id utf8',
      'scores.no float64',
      'scores.yes float64',
      'note float64',
      'late bool',
    ])
    expect(rowsOf(await readTable(set))).toEqual([
      ['a', '0.25', '0.75', null, null],
      ['b', null, '1', null, null],
      ['c', null, null, null, 'true'],
    ])
    expect(set.rows).toBe(3)
    expect(set.identity).toMatchObject({ format: 'ndjson', sha256: await sha256Path(spec.file.path) })
    // The third line is blank.
    expect([0, 1, 2, 3].map((row) => set.positionOf!(row)?.line)).toEqual([1, 2, 4, undefined])
  })

  it('takes lists of one length as tensors', async () => {
    const set = await openSet(
      store(folder, 'lists.jsonl', '{"v": [1, null], "m": [[1, 2], [3, 4.5]]}\n{"m": [[5, 6], [7, 8]]}\n'),
    )
    const [v, m] = (await readTable(set)).columns
    expect(v).toMatchObject({ kind: 'tensor', shape: [2], values: Float64Array.of(1, NaN, NaN, NaN) })
    expect(m).toMatchObject({ shape: [2, 2], values: Float64Array.of(1, 2, 3, 4.5, 5, 6, 7, 8) })
  })

  it('takes lists of texts and of truth values as well', async () => {
    const set = await openSet(
      store(folder, 'words.jsonl', '{"w": ["a", "b"], "on": [true, false]}\n{"w": [null, "a"], "on": [false, null]}\n'),
    )
    const [words, on] = (await readTable(set)).columns
    expect(words).toMatchObject({ shape: [2], dictionary: ['a', 'b'], values: Float64Array.of(0, 1, -1, 0) })
    expect(on).toMatchObject({ shape: [2], values: Float32Array.of(1, 0, 0, NaN) })
    expect(set.fields.map(({ type }) => type)).toEqual(['utf8', 'bool'])
  })

  it('keeps every digit: whole numbers beyond 2^53 are read as they are written, as codes', async () => {
    const set = await openSet(
      store(folder, 'digits.ndjson', '{"id": 9007199254740993, "x": 0.1234567890123456789}\n{"id": 7, "x": -1e-300}\n'),
    )
    expect(rowsOf(await readTable(set))).toEqual([
      ['9007199254740993', '0.12345678901234568'],
      ['7', '-1e-300'],
    ])
  })

  it('may hold NaN and Infinity, as Python writes them', async () => {
    const set = await openSet(store(folder, 'python.ndjson', '{"x": NaN, "t": "NaN, Infinity"}\n{"x": -Infinity}\n'))
    expect(rowsOf(await readTable(set))).toEqual([
      [null, 'NaN, Infinity'],
      ['-Infinity', null],
    ])
  })

  it('may begin with a byte order mark, and end without a line end', async () => {
    const set = await openSet(store(folder, 'mark.ndjson', '\ufeff{"é": "né"}\n{"é": "\\u00e9"}'))
    expect(rowsOf(await readTable(set))).toEqual([['né'], ['é']])
  })

  it('is read in the same batches wherever its blocks end', async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => JSON.stringify({ i, text: 'é'.repeat(i % 40) }))
    const set = await openSet(store(folder, 'long.ndjson', lines.join('\n')))
    const { columns, rows } = await readTable(set, ['i'])
    expect(rows).toBe(40_000)
    expect(columns[0]).toMatchObject({ valid: null, values: Float64Array.from({ length: 40_000 }, (_, i) => i) })
  })
})

describe('a file of JSON lines that is not one', () => {
  it.each([
    ['broken off', '{"id": 1}\n{"id": 2}\n{"id"', 3, /line 3 is not JSON: \{"id"$/, /did not finish/],
    ['a list', '[{"id": 1}]\n', 1, /line 1 holds a list/, /on a line each/],
    ['a number in it', '{"id": 1}\n\n5\n', 3, /line 3 holds a number/, /Export/],
    ['written over several lines', '{\n  "id": 1\n}\n', 1, /line 1 is not JSON: \{$/, /one line/],
    ['two objects on a line', '{"id": 1}{"id": 2}\n', 1, /line 1 is not JSON/, /one whole object/],
  ])('(%s) is refused with its line', async (_, content, line, message, hint) => {
    const error = await errorOf(() => openSet(store(folder, 'broken.ndjson', content)))
    expect(error.code).toBe('SET_UNREADABLE')
    expect(error.at).toEqual({ file: 'sets/broken.ndjson', line })
    expect(error.message).toMatch(message)
    expect(error.hint).toMatch(hint)
  })

  it('is not UTF-8: the line is said', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a": "né"}\n'), Buffer.from('{"a": "n\xe9"}\n', 'latin1')])
    const error = await errorOf(() => openSet(store(folder, 'latin.ndjson', bytes)))
    expect(error).toMatchObject({ code: 'SET_NOT_UTF8', at: { line: 2 } })
  })

  it.each(['', '\n \n', '{}\n{}\n'])('holds nothing to compare (%j)', async (content) => {
    const error = await errorOf(async () => {
      const set = await openSet(store(folder, 'nothing.ndjson', content))
      await readTable(set, ['id'])
    })
    expect(['SET_EMPTY', 'SET_NO_ROWS', 'COLUMN_UNKNOWN']).toContain(error.code)
  })

  it('has a key whose values are of several kinds, or lists of several lengths: asking for it says on which lines', async () => {
    const set = await openSet(
      store(folder, 'kinds.ndjson', '{"ok": 1, "x": 1, "v": [1, 2]}\n{"ok": 2, "x": "one", "v": [1]}\n'),
    )
    expect(set.fields.map(({ name }) => name)).toEqual(['ok'])
    const x = await errorOf(() => readTable(set, ['x']))
    expect(x).toMatchObject({ code: 'COLUMN_UNSUPPORTED' })
    expect(x.message).toContain('of values of several kinds: numbers (line 1), texts (line 2)')
    const v = await errorOf(() => readTable(set, ['v']))
    expect(v.message).toContain('of lists of several shapes: [2] (line 1), [1] (line 2)')
  })

  it('says a column twice, nested and with a dot', async () => {
    const error = await errorOf(() => openSet(store(folder, 'dots.ndjson', '{"a.b": 1, "a": {"b": 2}}\n')))
    expect(error.code).toBe('SET_DUPLICATE_COLUMN')
  })
})
