import { describe, expect, it } from 'vitest'
import { openSet, readTable } from '../../../src/data/openSet.js'
import { errorOf, rowsOf, scratchFolder, store } from '../storedFile.js'

const folder = scratchFolder()
let files = 0

async function read(text: string | Uint8Array, csv?: string, extension = 'csv') {
  const stem = `set${files++}`
  const card: Record<string, string> = csv === undefined ? {} : { [`${stem}.card.yaml`]: `csv: ${csv}\n` }
  const set = await openSet(store(folder, `${stem}.${extension}`, text, card))
  return { set, rows: rowsOf(await readTable(set)), detected: set.identity.detected }
}

describe('how a CSV file is written', () => {
  it.each([
    [',', 'a,b\n1,x\n2,y\n'],
    [';', 'a;b\n1;x\n2;y\n'],
    ['tab', 'a\tb\n1\tx\n2\ty\n'],
    ['|', 'a|b\n1|x\n2|y\n'],
  ])('is seen from its lines: delimiter %s', async (delimiter, text) => {
    const { rows, detected } = await read(text)
    expect(rows).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ])
    expect(detected['delimiter']).toBe(delimiter)
  })

  it('is seen although the line of column names alone is longer than what is usually looked at', async () => {
    // 30,000 names of 5 to 6 characters: about 200,000 characters, where 131,072 are looked at.
    const names = Array.from({ length: 30_000 }, (_, column) => `c${column}`)
    const { set } = await read(`${names.join(';')}\n${names.map((_, column) => column).join(';')}\n`)
    expect(set.fields.length).toBe(30_000)
    expect(set.fields.at(-1)).toEqual({ name: 'c29999', kind: 'number', type: 'int64' })
  })

  it('has the delimiter that cuts every line alike, even where another one stands in the text', async () => {
    const { rows } = await read('id;note\n1;"a, b, c"\n2;d, e\n3;f\n')
    expect(rows).toEqual([
      ['1', 'a, b, c'],
      ['2', 'd, e'],
      ['3', 'f'],
    ])
  })

  it('may have one column, whatever stands in it', async () => {
    const { rows, set } = await read('note\n"Bonjour, toi"\nÇa va; et toi ?\n')
    expect(set.fields).toHaveLength(1)
    expect(rows).toEqual([['Bonjour, toi'], ['Ça va; et toi ?']])
  })

  it('keeps a missing value of a single column (a quoted nothing) apart from a blank line', async () => {
    const { rows, set } = await read('v\n1\n""\n\n3\n')
    expect(rows).toEqual([['1'], [null], ['3']])
    expect([0, 1, 2].map((row) => set.positionOf!(row)!.line)).toEqual([2, 3, 5])
  })

  it.each(['a,b\n1,x\n2,y', 'a,b\r\n1,x\r\n2,y\r\n', 'a,b\r\n1,x\n2,y\r\n', 'a,b\r1,x\r2,y\r'])(
    'may end its lines with LF, CR LF, both, or CR, and its last line or not: %j',
    async (text) => {
      expect((await read(text)).rows).toEqual([
        ['1', 'x'],
        ['2', 'y'],
      ])
    },
  )

  it('may enclose fields in quotes that hold delimiters, doubled quotes and line ends', async () => {
    const { rows, set } = await read('a,b\n"x, ""y""\nz",1\nplain,2\n')
    expect(rows).toEqual([
      ['x, "y"\nz', '1'],
      ['plain', '2'],
    ])
    // The first case runs over lines 2 and 3.
    expect(set.positionOf!(1)).toEqual({ file: set.spec.file.shown, line: 4 })
  })

  it('may enclose fields in apostrophes, which French words do not', async () => {
    expect((await read("a,b\n'x, y',1\n'z',2\n")).rows).toEqual([
      ['x, y', '1'],
      ['z', '2'],
    ])
    expect((await read("a,b\nl'été,1\nd'ici,2\n")).rows).toEqual([
      ["l'été", '1'],
      ["d'ici", '2'],
    ])
  })

  it('writes decimals with a comma where the fields are not cut by one', async () => {
    const { rows, detected } = await read('a;b\n1,5;-0,25\n2;,5\n')
    expect(rows).toEqual([
      ['1.5', '-0.25'],
      ['2', '0.5'],
    ])
    expect(detected['decimal']).toBe(',')
  })

  it('never takes "1,234" in a comma-separated file for 1.234: it may be a thousand', async () => {
    const { set } = await read('a,b\n"1,234",x\n"2,345",y\n')
    expect(set.fields[0]!.kind).toBe('text')
    expect((await read('a,b\n"1,234",x\n', '{ decimal: "," }')).rows).toEqual([['1.234', 'x']])
  })

  it('is what the card says when it says so', async () => {
    const { rows, detected } = await read('a:b\n~x:y~:1\n', '{ delimiter: ":", quote: "~" }')
    expect(rows).toEqual([['x:y', '1']])
    expect(detected).toMatchObject({ delimiter: ':', quote: '~' })
  })

  it('gives columns without a name a number, and says so', async () => {
    const { set } = await read(',age\n1,30\n')
    expect(set.fields.map(({ name }) => name)).toEqual(['column1', 'age'])
    expect(set.identity.detected['unnamed']).toBe('number 1 is called column1')
  })
})

describe('in which characters a CSV file is written', () => {
  const text = 'ville;note\nOrléans;1\nÀ côté;2\n'
  const expected = [
    ['Orléans', '1'],
    ['À côté', '2'],
  ]

  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['iso-8859-1', Buffer.from(text, 'latin1')],
  ])('is seen from its bytes: %s', async (name, bytes) => {
    const { rows, detected } = await read(bytes)
    expect(rows).toEqual(expected)
    expect(detected['encoding']).toBe(name)
  })

  it('is Windows-1252 where ISO-8859-1 would have control characters', async () => {
    // 0x80 = euro sign, 0x92 = typographic apostrophe.
    const { rows, detected } = await read(Buffer.from('prix,note\n5 \x80,l\x92\xE9t\xE9\n', 'latin1'))
    expect(rows).toEqual([['5 €', 'l’été']])
    expect(detected['encoding']).toBe('windows-1252')
  })

  it('is decided by the whole file, not its beginning', async () => {
    const ascii = 'plain,1\n'.repeat(200_000)
    const late = await read(Buffer.concat([Buffer.from(`a,b\n${ascii}`), Buffer.from('\xE9t\xE9,2\n', 'latin1')]))
    expect(late.detected['encoding']).toBe('iso-8859-1')
    expect(late.rows.at(-1)).toEqual(['été', '2'])
    // Two-byte letters at every offset, so that some of them are cut by the end of a chunk.
    const cut = await read(`a,b\n${'é'.repeat(99)},1\n`.repeat(1).concat(`x${'é'.repeat(98)},2\n`.repeat(9_000)))
    expect(cut.detected['encoding']).toBe('utf-8')
    expect(new Set(cut.rows.map(([a]) => a)).size).toBe(2)
  })

  it('is an error where the declared encoding does not fit, with the line and the bytes', async () => {
    const bytes = Buffer.from('a,b\n1,x\n2,caf\xE9\n', 'latin1')
    const error = await errorOf(() => read(bytes, '{ encoding: utf-8 }'))
    expect(error.code).toBe('CSV_INVALID_BYTES')
    expect(error.message).toContain('line 3: the bytes 0xE9 are not valid utf-8')
    expect(error.at).toMatchObject({ line: 3 })
    // 0x81 means nothing in Windows-1252.
    const undefined1252 = await errorOf(() => read(Buffer.from('a,b\n1,x\n2,\x81\n', 'latin1')))
    expect(undefined1252).toMatchObject({ code: 'CSV_INVALID_BYTES', at: { line: 3 } })
    expect((await errorOf(() => read('a\n1\n', '{ encoding: klingon }'))).code).toBe('CSV_UNKNOWN_ENCODING')
    expect((await errorOf(() => read('a,b\n1,\0\n'))).code).toBe('CSV_NOT_TEXT')
  })
})
