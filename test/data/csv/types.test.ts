import { describe, expect, it } from 'vitest'
import { openSet, readTable } from '../../../src/data/openSet.js'
import { errorOf, rowsOf, scratchFolder, store } from '../storedFile.js'

const folder = scratchFolder()
let files = 0

async function open(text: string, card?: string) {
  const stem = `set${files++}`
  return openSet(store(folder, `${stem}.csv`, text, card === undefined ? {} : { [`${stem}.card.yaml`]: card }))
}

async function typeOf(values: readonly string[]): Promise<string> {
  const set = await open(`v,w\n${values.map((value) => `${value},x\n`).join('')}`)
  return `${set.fields[0]!.kind} ${set.fields[0]!.type}`
}

async function valuesOf(values: readonly string[]): Promise<(string | null)[]> {
  const set = await open(`v,w\n${values.map((value) => `${value},x\n`).join('')}`)
  return rowsOf(await readTable(set)).map(([value]) => value!)
}

function rows(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${i % 7},ok`)
}

describe('the type of a CSV column', () => {
  it.each([
    ['whole numbers', ['1', '-2', '+3'], 'number int64'],
    ['decimals', ['1', '2.5', '1e-3', '.5'], 'number float64'],
    ['labels 0 and 1', ['0', '1'], 'number int64'],
    ['booleans', ['true', 'False', 'TRUE'], 'bool bool'],
    ['codes with leading zeros', ['01000', '75011'], 'text utf8'],
    ['codes too long for a number', ['12345678901234567890', '1'], 'text utf8'],
    ['days', ['2024-01-31', '2024-02-01'], 'text date32'],
    ['moments', ['2024-01-31T10:00', '2024-02-01 23:59:59'], 'text timestamp'],
    ['French days', ['31/01/2024', '01/02/2024'], 'text date32'],
    ['days that do not exist', ['31/02/2024', '30/02/2024'], 'text utf8'],
    ['words', ['1', 'two'], 'text utf8'],
    ['nothing at all', ['', 'NA'], 'number float64'],
  ])('of %s', async (_, values, expected) => {
    expect(await typeOf(values)).toBe(expected)
  })

  it('reads missing words as missing among numbers, booleans and dates, and as words among words', async () => {
    expect(await valuesOf(['1', 'NA', '', '?', 'null', 'NaN'])).toEqual(['1', null, null, null, null, null])
    expect(await valuesOf(['true', 'None'])).toEqual(['true', null])
    expect(await valuesOf(['2024-01-31', 'N/A'])).toEqual(['2024-01-31', null])
    // Namibia, and a category of its own.
    expect(await valuesOf(['NA', 'FR', 'None', ''])).toEqual(['NA', 'FR', 'None', null])
  })

  it('tells day from month by a number above 12, and says so when it cannot', async () => {
    expect(await valuesOf(['03/04/2024', '13/04/2024'])).toEqual(['2024-04-03', '2024-04-13'])
    expect(await valuesOf(['03/04/2024', '04/13/2024'])).toEqual(['2024-03-04', '2024-04-13'])
    const set = await open('v,w\n03/04/2024,x\n')
    expect(rowsOf(await readTable(set))[0]![0]).toBe('2024-04-03')
    expect(set.identity.detected['dates']).toBe('v: dd/MM/yyyy (day and month cannot be told apart: day first assumed)')
    const declared = await open('v,w\n03/04/2024,x\n', 'csv: { dateFormat: MM/dd/yyyy }\n')
    expect(rowsOf(await readTable(declared))[0]![0]).toBe('2024-03-04')
  })

  it('writes instants in UTC and leaves local times alone', async () => {
    expect(await valuesOf(['2024-03-31T01:30:00+02:00', '2024-03-31T01:30:00.250Z'])).toEqual([
      '2024-03-30T23:30:00Z',
      '2024-03-31T01:30:00.25Z',
    ])
    expect(await valuesOf(['31.12.2024 23:59'])).toEqual(['2024-12-31T23:59:00'])
  })

  it('is what the card declares', async () => {
    const card = 'columns: [{ name: zip, type: utf8 }, { name: n, type: int32, unit: kg, personal: true }]\n'
    const set = await open('zip,n\n75011,007\n1,2\n', card)
    expect(set.fields).toEqual([
      { name: 'zip', kind: 'text', type: 'utf8' },
      { name: 'n', kind: 'number', type: 'int32', unit: 'kg', personal: true },
    ])
    // Declared as a number, 007 is 7.
    expect(rowsOf(await readTable(set))).toEqual([
      ['75011', '7'],
      ['1', '2'],
    ])
  })
})

describe('a cell that does not fit its column', () => {
  it('is an error that names file, line, column and value, and the way out', async () => {
    const set = await open(['age,note', ...rows(40), 'forty,ok', ...rows(3)].join('\n'))
    const error = await errorOf(() => readTable(set))
    expect(error).toMatchObject({
      code: 'CSV_BAD_CELL',
      kind: 'run',
      at: { file: set.spec.file.shown, line: 42, column: 1 },
    })
    expect(error.message).toContain('line 42, column "age": found "forty"')
    expect(error.hint).toContain('{ name: age, type: utf8 }')
  })

  it('is found behind the rows that the types were inferred from', async () => {
    const set = await open(['age,note', ...rows(10_500), 'x,ok'].join('\n'))
    expect(await errorOf(() => readTable(set))).toMatchObject({ code: 'CSV_BAD_CELL', at: { line: 10_502 } })
    const code = await open(['age,note', ...rows(10_500), '007,ok'].join('\n'))
    expect((await errorOf(() => readTable(code))).message).toContain('a leading zero, as codes have')
    const long = await open(['age,note', ...rows(10_500), '9007199254740993,ok'].join('\n'))
    expect((await errorOf(() => readTable(long))).message).toContain('beyond 2^53')
  })

  it('is not looked for in columns that nobody asked for', async () => {
    const set = await open(['age,note', ...rows(10_500), 'x,ok'].join('\n'))
    expect((await readTable(set, ['note'])).rows).toBe(10_501)
  })

  it('is told to be in the other decimal mark', async () => {
    const set = await open(
      ['age;note', ...rows(40).map((row) => row.replace(',', ';')), '1,5;ok'].join('\n'),
      'csv: { decimal: "." }\n',
    )
    expect((await errorOf(() => readTable(set))).message).toContain('csv: { decimal: "," }')
  })

  it('has its line where records run over several lines, blank lines stand between, and quotes are about', async () => {
    const text = `age,note\n1,"two\nlines"\n\n${'3,plain\n'.repeat(20)}\nold,"x"\n`
    // Header 1, record 2-3, blank 4, twenty records 5-24, blank 25.
    const error = await errorOf(async () => readTable(await open(text)))
    expect(error.at).toMatchObject({ line: 26 })
  })

  it('is a boolean or a date that is none', async () => {
    const bools = await open('v,w\ntrue,x\nmaybe,x\n', 'columns: [{ name: v, type: bool }]\n')
    expect((await errorOf(() => readTable(bools))).message).toContain('"maybe", but the card declares true or false')
    const dates = await open(`v,w\n${'2024-01-01,x\n'.repeat(20)}2024-13-01,x\n`)
    expect((await errorOf(() => readTable(dates))).message).toContain('dates written yyyy-MM-dd')
  })
})

describe('lines that are no records', () => {
  it('have too many or too few fields: found and expected are counted', async () => {
    const long = await errorOf(() => open('a,b\n1,2\n3,4,5\n'))
    expect(long).toMatchObject({ code: 'CSV_RAGGED_LINE', at: { line: 3 } })
    expect(long.message).toContain('line 3 has 3 fields, the header has 2: "3,4,5"')
    const short = await errorOf(() => open('a,b\n"x",2\n"y"\n'))
    expect(short.message).toContain('line 3 has 1 field, the header has 2')
  })

  it('open a quote and never close it: the line where it opens is named', async () => {
    const error = await errorOf(() => open(`a,b\n1,x\n2,"open\n${'3,y\n'.repeat(50)}`))
    expect(error).toMatchObject({ code: 'CSV_UNCLOSED_QUOTE', at: { line: 3 } })
    expect(error.message).toContain('"2,\\"open"')
  })

  it('hold a quote where none can stand', async () => {
    const error = await errorOf(() => open('a,b\n1,x\n5" pipe,y\n6" pipe,z\n'))
    expect(error).toMatchObject({ code: 'CSV_STRAY_QUOTE', at: { line: 3 } })
  })

  it('are only a header, or name a column twice', async () => {
    expect(await errorOf(() => open('a,b\n'))).toMatchObject({ code: 'SET_NO_ROWS' })
    expect((await errorOf(() => open('age,note,age\n1,x,2\n'))).message).toContain(
      'two columns called "age" (number 1 and number 3)',
    )
  })
})
