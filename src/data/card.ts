import { z } from 'zod'
import { DTYPES } from '../core/dtype.js'

const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits, as sha256sum prints them')

const csvSchema = z
  .strictObject({
    delimiter: z.string().length(1).describe('What separates fields, e.g. ";".'),
    quote: z.string().length(1).describe('What encloses fields, e.g. a double quote.'),
    decimal: z.enum(['.', ',']).describe('The decimal mark of numbers.'),
    encoding: z.string().min(1).describe('utf-8, iso-8859-1, windows-1252, utf-16le...'),
    dateFormat: z.string().min(1).describe('How dates are written, e.g. dd/MM/yyyy or MM/dd/yyyy HH:mm.'),
  })
  .partial()
  .describe('How the CSV files are written; what is not declared is detected, and shown.')

const columnSchema = z.strictObject({
  name: z.string().min(1),
  type: z
    .enum([...DTYPES, 'date32', 'timestamp'])
    .optional()
    .describe("The values' type, by Arrow's names. `utf8` keeps codes such as 00123 as they are written."),
  shape: z.array(z.int().min(1)).min(1).optional().describe('Of the list in each row, e.g. [8, 8].'),
  unit: z.string().optional(),
  personal: z.boolean().optional().describe('Personal data: its values are never shown.'),
  description: z.string().optional(),
})

const rowsSchema = z.int().min(0).describe('Number of cases; another number in the file is an error.')
const digestSchema = sha256Schema.describe('Of the file; a file with another one is refused.')

/** `card.yaml` beside stored sets: what they hold, where they come from, and how to tell that they have not changed. */
export const cardSchema = z.strictObject({
  title: z.string().min(1).optional(),
  description: z.string().optional(),
  source: z.string().optional().describe('Where the data come from.'),
  licence: z.string().optional().describe('An SPDX identifier, or words.'),
  personalData: z.boolean().optional(),
  rows: rowsSchema.optional(),
  sha256: digestSchema.optional(),
  csv: csvSchema.optional(),
  columns: z.array(columnSchema).optional(),
  files: z
    .record(z.string(), z.strictObject({ rows: rowsSchema.optional(), sha256: digestSchema.optional() }))
    .optional()
    .describe(
      'The files of this folder that the card describes, by name. Without it the card describes the file beside it.',
    ),
})

export type Card = z.infer<typeof cardSchema>
export type CardColumn = z.infer<typeof columnSchema>
