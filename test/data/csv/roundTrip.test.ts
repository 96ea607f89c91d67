import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSet, readTable } from '../../../src/data/openSet.js'
import { parseDecimal } from '../../../src/data/csv/parseDecimal.js'
import { scratchFolder, specOf, store } from '../storedFile.js'
import { rowsOf } from '../storedFile.js'

const folder = scratchFolder()

interface Style {
  readonly delimiter: string
  readonly newline: string
  readonly quoteAll: boolean
  readonly decimal: '.' | ','
  readonly endsWithNewline: boolean
}

const style: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  decimal: fc.constantFrom('.', ','),
  endsWithNewline: fc.boolean(),
})

/** Text that is no number, date or boolean, with everything in it that CSV must take care of. */
const text = fc
  .string({ unit: fc.constantFrom('a', 'é', '€', '日', ' ', ',', ';', '|', "'", '"', '\n', '.', '0'), maxLength: 20 })
  .map((value) => `t${value}t`)

const row = fc.record({
  number: fc.option(fc.double({ noNaN: true })),
  text: fc.option(text),
  flag: fc.option(fc.boolean()),
})

describe('a table written as CSV in any style', () => {
  it('reads back as it was, cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), style, async (rows, how) => {
        const written = [['number', 'text', 'flag'], ...rows.map((cells) => cellsOf(cells, how))]
          .map((cells) => cells.map((cell) => quoted(cell, how)).join(how.delimiter))
          .join(how.newline)
        const card = [
          `csv: { delimiter: ${JSON.stringify(how.delimiter)}, decimal: ${JSON.stringify(how.decimal)} }`,
          'columns: [{ name: number, type: float64 }, { name: text, type: utf8 }, { name: flag, type: bool }]',
        ].join('\n')
        store(folder, 'table.csv', written + (how.endsWithNewline ? how.newline : ''), { 'table.card.yaml': card })
        const table = await readTable(await openSet(specOf(folder, 'table.csv')))
        expect(rowsOf(table)).toEqual(
          rows.map(({ number, text: words, flag }) => [
            number === null ? null : String(number),
            words,
            flag === null ? null : String(flag),
          ]),
        )
      }),
      { seed: 20_240_229, numRuns: 300 },
    )
  })
})

describe('a number in decimal notation', () => {
  it('is the same as ECMAScript reads it, with either mark', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 24 })
    fc.assert(
      fc.property(
        fc.constantFrom('', '-', '+'),
        digits,
        fc.option(digits),
        fc.option(fc.integer({ min: -330, max: 310 })),
        (sign, whole, decimals, exponent) => {
          const write = (mark: string) =>
            `${sign}${whole}${decimals === null ? '' : mark + decimals}${exponent === null ? '' : `e${exponent}`}`
          const isNumber = whole !== '' || (decimals !== null && decimals !== '')
          const expected = isNumber ? Number(write('.')) : NaN
          expect(parseDecimal(write('.'), 0, write('.').length, 46)).toBe(expected)
          expect(parseDecimal(`x${write(',')}y`, 1, write(',').length + 1, 44)).toBe(expected)
        },
      ),
      { seed: 7, numRuns: 20_000 },
    )
  })

  it('is the same for every double that is written with all its digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const written = spell(value)
        expect(parseDecimal(written, 0, written.length, 46)).toBe(value)
      }),
      { seed: 8, numRuns: 20_000 },
    )
  })

  it('is rounded correctly halfway between two doubles, and a hair on either side', () => {
    // 2^53 + 1 is halfway between 2^53 and 2^53 + 2; to even is down. With decimals the same, scaled by ten.
    for (const [written, expected] of [
      ['9007199254740993', 9007199254740992],
      ['9007199254740993.001', 9007199254740994],
      ['9007199254740992.999', 9007199254740992],
      ['9007199254740995', 9007199254740996],
      ['0.9007199254740993', 0.9007199254740993],
      ['1.0000000000000001110', 1],
      ['1.0000000000000001111', 1.0000000000000002],
    ] as const)
      expect([written, parseDecimal(written, 0, written.length, 46)]).toEqual([written, expected])
  })

  it('of 16 to 19 digits is rounded as ECMAScript rounds it, wherever the mark stands', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 16, maxLength: 19 })
    fc.assert(
      fc.property(digits, fc.nat(22), (all, places) => {
        const padded = all.padStart(places + 1, '0')
        const written = `${padded.slice(0, padded.length - places)}.${padded.slice(padded.length - places)}`
        expect(parseDecimal(written, 0, written.length, 46)).toBe(Number(written))
      }),
      { seed: 9, numRuns: 50_000 },
    )
  })

  it.each(['', '-', '.', '1.2.3', '1e', '1e+', 'e5', '0x10', '1_000', ' 1', '1 ', 'Infinity', '--1', '1,5', '12a'])(
    'is nothing else: not "%s"',
    (other) => expect(parseDecimal(other, 0, other.length, 46)).toBeNaN(),
  )
})

function cellsOf(cells: { number: number | null; text: string | null; flag: boolean | null }, how: Style): string[] {
  return [
    cells.number === null ? '' : spell(cells.number).replace('.', how.decimal),
    cells.text ?? '',
    cells.flag === null ? '' : String(cells.flag),
  ]
}

function spell(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function quoted(cell: string, how: Style): string {
  const must = [how.delimiter, '"', '\n', '\r'].some((special) => cell.includes(special)) || cell === "'"
  return must || (how.quoteAll && cell !== '') ? `"${cell.replaceAll('"', '""')}"` : cell
}
