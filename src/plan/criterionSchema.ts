import { z } from 'zod'
import { AVERAGES, MEASURE_NAMES } from '../core/measureCatalog.js'
import { amount, choice, section, text } from './schemaWords.js'
import { bySchema } from './segmentsSchema.js'

export const writtenCriterionSchema = section('a map such as { measure: accuracy, maxDegradation: 1 point }', {
  measure: z
    .string({ error: 'the name of a measure' })
    .optional()
    .meta({ examples: [...MEASURE_NAMES], description: 'What is measured.' }),
  average: choice(AVERAGES)
    .optional()
    .describe('How classes are put together; micro and samples for the task multilabel.'),
  class: text('a label').optional().describe('One class against the rest.'),
  bins: z
    .int({ error: 'a whole number from 2 to 1000' })
    .min(2, { error: 'a whole number from 2 to 1000' })
    .max(1000, { error: 'a whole number from 2 to 1000' })
    .optional(),
  k: z
    .int({ error: 'a whole number from 1' })
    .min(1, { error: 'a whole number from 1' })
    .optional()
    .describe('topKAccuracy: among how many of the highest scores the label may be.'),
  debiased: z
    .literal(true, { error: 'true' })
    .optional()
    .describe('expectedCalibrationError: root mean square gap, less what noise alone would add.'),
  binning: z
    .enum(['equalWidth', 'equalMass'], { error: 'equalWidth or equalMass' })
    .optional()
    .describe('expectedCalibrationError: bins of equal width (unless told), or each with as many cases.'),
  column: text('the name of a column, or score').optional().describe('The column whose drift is meant, or score.'),
  output: text('the name of an output')
    .optional()
    .describe('Task tensors: the output that is meant; the worst of all unless told.'),
  head: text('the name of a head')
    .optional()
    .describe('The head of the models that is meant; every head that the measure fits unless told.'),
  axis: z
    .int({ error: 'a whole number' })
    .optional()
    .describe("argmaxAgreement: the axis as the model's shape counts it; -1, the last, unless told."),
  rtol: z
    .number({ error: 'a number, 0 or more' })
    .min(0, { error: 'a number, 0 or more' })
    .optional()
    .describe('tightestTolerance: the relative tolerance beside which the absolute one is sought; 0 unless told.'),
  maxDegradation: amount('1 point, 3 points or 10 %').optional().describe('How much worse than old new may be.'),
  minImprovement: amount('1 point, 3 points or 10 %').optional().describe('How much better than old new must be.'),
  atLeast: amount('90 %').optional().describe('Lowest value allowed.'),
  atMost: amount('2 %').optional().describe('Highest value allowed.'),
  within: z
    .union(
      [amount('0.01'), z.tuple([amount('0.01'), amount('0.01')], { error: 'a list of two amounts, [low, high]' })],
      { error: 'two amounts, [low, high], or one amount for plus or minus' },
    )
    .optional(),
  by: bySchema.optional().describe('Judge each segment of this column, or of two: [region, plan].'),
  on: text('the name of a set').optional().describe('One set; every set of role test or validation unless told.'),
  minCases: z
    .int({ error: 'a whole number, 0 or more' })
    .min(0, { error: 'a whole number, 0 or more' })
    .optional()
    .describe('Segments with fewer cases are inconclusive.'),
  basis: choice(['sample', 'fixed']).optional(),
  level: choice(['error', 'warn']).optional(),
  waived: text('the reason for which it is waived, in words').optional().describe('Why this criterion is set aside.'),
}).meta({ required: ['measure'] })

export type WrittenCriterion = z.output<typeof writtenCriterionSchema>
