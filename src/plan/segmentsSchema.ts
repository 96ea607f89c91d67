import { z } from 'zod'
import { list, number, section, text, wholeNumber } from './schemaWords.js'

const MOST_BINS = 50

const binned = {
  column: text('the name of a column').optional(),
  edges: list(number('a number'), 'a list of numbers such as [30, 50, 70]')
    .optional()
    .describe('Cuts numbers into bins: below the first, from one to the next, from the last on.'),
  bins: wholeNumber(2, MOST_BINS)
    .optional()
    .describe('Cuts numbers into so many bins of equally many cases (of the first compared set).'),
}

const PART = 'a column, or { column: NAME, edges: [30, 50] } or { column: NAME, bins: 4 }'
const part = z.union([text('the name of a column'), section(PART, binned)], { error: PART })
const two = z.tuple([part, part], { error: 'a list of two columns' })

const ONE = 'a column, { column: NAME, edges: [30, 50] }, { column: NAME, bins: 4 } or a list of two of these'

export const segmentsSchema = list(
  z.union(
    [
      text('the name of a column'),
      section('a map with the key column or cross', {
        ...binned,
        cross: two.optional().describe('Every combination of two columns; the same as a list of two.'),
      }),
      two,
    ],
    { error: ONE },
  ),
  'a list of columns',
)

export const bySchema = z.union(
  [
    text('the name of a column'),
    z.tuple([text('the name of a column'), text('the name of a column')], { error: 'a list of two columns' }),
  ],
  { error: 'the name of a column, or a list of two' },
)

export type WrittenPart = z.output<typeof part>
export type WrittenSegment = z.output<typeof segmentsSchema>[number]
