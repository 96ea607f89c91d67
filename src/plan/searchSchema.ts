import { z } from 'zod'
import { list, section, text, wholeNumber } from './schemaWords.js'

const WHAT = 'true, false, or a map with the keys columns, minCases and depth'

export const searchSchema = z.union(
  [
    z.boolean({ error: WHAT }),
    section(WHAT, {
      columns: list(text('the name of a column'), 'a list of columns')
        .optional()
        .describe('The columns to look at; all but ids, labels and personal data unless told.'),
      minCases: wholeNumber(10, 1_000_000)
        .optional()
        .describe('Fewest cases of a segment, in each half of the cases. 50 unless told.'),
      depth: wholeNumber(1, 2).optional().describe('1: one column at a time; 2: two together as well. 2 unless told.'),
    }),
  ],
  { error: WHAT },
)
