import { z } from 'zod'
import { REDUCTIONS } from '../core/comparedOutput.js'
import { choice, record, section, text, wholeNumber } from './schemaWords.js'

/** The shape of `outputs` in recette.yaml; see `planSchema`. */
export const outputsSchema = record(
  section('a map such as { old: NAME, new: NAME }', {
    old: text('the name of an output of the old model').optional().describe("The old model's name for it."),
    new: text('the name of an output of the new model').optional().describe("The new model's name for it."),
    mask: text('the name of a column or model input')
      .optional()
      .describe('A column of 0 and 1 (or the model input it is mapped to): only elements with 1 are compared.'),
    reduce: choice(REDUCTIONS).optional().describe('What is done along one axis before comparing, after the mask.'),
    axis: z
      .int({ error: 'a whole number other than 0, which is the batch' })
      .refine((axis) => axis !== 0, { error: 'a whole number other than 0, which is the batch' })
      .optional()
      .describe("The axis of reduce as the model's shape counts it: 1 unless told, for argmax -1, the last."),
    neighbours: wholeNumber(1, 100)
      .optional()
      .describe('Embeddings: compare the k nearest neighbours of each case instead of its numbers.'),
  }),
  'a map of output names to how each is compared',
)

export type WrittenOutputs = z.output<typeof outputsSchema>
