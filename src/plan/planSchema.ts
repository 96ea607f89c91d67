import { z } from 'zod'
import { TASKS, SET_ROLES } from '../core/task.js'
import { writtenCriterionSchema } from './criterionSchema.js'
import { headsSchema } from './headsSchema.js'
import { modelSchema, threshold } from './modelSchema.js'
import { outputsSchema } from './outputsSchema.js'
import { searchSchema } from './searchSchema.js'
import { segmentsSchema } from './segmentsSchema.js'
import { choice, list, number, record, section, text } from './schemaWords.js'

/**
 * The shape of recette.yaml. Every message below is the end of a sentence, "… must be <message>", and for unknown keys the list
 * of known ones; `checkShape` makes the sentences. Keys are all optional here, so that a plan with a hole in it can still be
 * read for its other mistakes: what must be there is said by `buildPlan` (and in the JSON Schema by `required`).
 */

const setSchema = z.union(
  [
    text('the path of a file'),
    section('a map with the keys file and role', {
      file: text('the path of a file').optional(),
      role: choice(SET_ROLES).optional(),
      card: text('the path of a card.yaml').optional(),
    }).meta({ required: ['file'] }),
  ],
  { error: 'the path of a file, or { file: PATH, role: ROLE }' },
)

const columnsSchema = section('a map of roles to columns', {
  id: text('the name of a column').optional(),
  label: text('the name of a column')
    .optional()
    .describe('What is right. Task multilabel: a column of lists of labels, or of texts with a separator.'),
  labels: z
    .union(
      [list(text('a label'), 'a list of labels'), record(text('the name of a column'), 'a map of labels to columns')],
      {
        error: 'a list of labels, or a map of labels to columns',
      },
    )
    .optional()
    .describe(
      'Task multilabel: a column of 0 and 1 for each label; with label, the labels in the order of its lists of 0 and 1.',
    ),
  separator: text('the text that stands between two labels')
    .optional()
    .describe('Task multilabel: what stands between two labels in a text column, such as "|".'),
  positive: text('a label').optional().describe('The positive label of two.'),
  segments: segmentsSchema
    .optional()
    .describe('By which columns the cases are cut: by values, by bins of numbers, or by two columns at once.'),
  group: text('the name of a column')
    .optional()
    .describe('The sequence that a case belongs to, for models with an input of state. Needed with state.'),
  order: text('the name of a column')
    .optional()
    .describe(
      'With group: numbers or dates by which the cases of a sequence follow one another; the set must stand in that order. The order of the set unless told.',
    ),
  cluster: text('the name of a column')
    .optional()
    .describe(
      'Where several rows belong to one person, household or company: the column that names it. Rows of one are counted together, so that intervals are as wide as they must be; a row without a value stands on its own. Never a model input.',
    ),
  weight: text('the name of a column')
    .optional()
    .describe(
      'What each row counts for: a column of numbers above 0, such as the number of customers that a sampled one stands for. Only their proportions matter; a row of weight 0 is left out, and the report says how many. Never a model input.',
    ),
  features: list(text('the name of a column'), 'a list of columns')
    .optional()
    .describe('Columns whose drift is measured.'),
  missingLabels: choice(['refuse', 'exclude', 'none'])
    .optional()
    .describe(
      'Cases without a label: refuse the set (unless told), leave them out, or (task multilabel) no label applies.',
    ),
})

const labelTexts = z.union([text('a label'), z.array(text('a label'), { error: 'a list of labels' })], {
  error: 'a label, a list of labels, or [] where it cannot be said',
})

const labelEntrySchema = section('a map with the keys old, new and set', {
  old: labelTexts.optional().describe('Labels of the old model that count as this one; [] if it cannot say it.'),
  new: labelTexts.optional().describe('Labels of the new model that count as this one; [] if it cannot say it.'),
  set: labelTexts.optional().describe('How the set writes it, where not by this name.'),
})

const partyText = text('text')

export const planSchema = section('a map with the keys recette, task, models, sets and columns', {
  recette: z.literal(1, { error: '1, the version of the plan format' }).optional(),
  title: text('text').optional(),
  task: choice(TASKS).optional(),
  parties: section('a map with the keys client, old, new, delivery and decideBy', {
    client: partyText.optional(),
    old: partyText.optional().describe('Who hands over.'),
    new: partyText.optional().describe('Who takes over.'),
    delivery: partyText.optional().describe('Which round.'),
    decideBy: partyText.optional().describe('Date by which an answer is asked, 2026-03-31.'),
  }).optional(),
  threshold: threshold
    .optional()
    .describe(
      'From which probability on a label is given. Task classification: the positive label of two, where the models operate at another threshold than the highest score. Task multilabel: each label; 0.5 unless told.',
    ),
  costs: record(
    record(number('a number'), 'a map of answers to costs'),
    'a map of true labels to maps of answers to costs',
  )
    .optional()
    .describe(
      'Task classification: what a decision costs, by what is right and then by what is answered; 0 where it is not named. Measured by decisionCost.',
    ),
  costUnit: text('the unit of the costs, such as EUR').optional().describe('The unit of costs.'),
  targetUnit: text('the unit of the target, such as EUR or kWh').optional(),
  models: section('a map with the keys old and new', {
    old: modelSchema.optional(),
    new: modelSchema.optional(),
  })
    .meta({ required: ['old', 'new'] })
    .optional(),
  sets: record(setSchema, 'a map of set names to files').optional(),
  labels: record(labelEntrySchema, 'a map of labels to what old, new and the set call them')
    .optional()
    .describe(
      'What corresponds where old, new and the set do not use the same labels. The keys are the labels of the comparison; a key that is left out of an entry means the same name, and labels without an entry correspond by name.',
    ),
  columns: columnsSchema.optional(),
  confidence: z
    .union([z.number({ error: 'a share such as 95 %' }), z.string({ error: 'a share such as 95 %' })], {
      error: 'a share such as 95 % or 0.95',
    })
    .optional()
    .describe('Of the intervals; 95 % unless told.'),
  basis: choice(['sample', 'fixed'])
    .optional()
    .describe('sample: the sets stand for future cases. fixed: the sets themselves are the contract.'),
  preset: z.string({ error: 'the name of a preset' }).optional().describe('same-model, replacement or strict.'),
  criteria: list(writtenCriterionSchema, 'a list of criteria').optional(),
  outputs: outputsSchema
    .optional()
    .describe('Task tensors: the outputs to compare, by name; all that both models have unless told.'),
  heads: headsSchema(record(labelEntrySchema, 'a map of labels to what old, new and the set call them'))
    .optional()
    .describe(
      'Models that answer several questions at once: each head is compared and judged by itself, with its own label column, labels and outputs. The models are asked once.',
    ),
  search: searchSchema
    .optional()
    .describe('Looks for the segments in which the new model loses; false turns it off. On unless told.'),
  report: section('a map with the keys languages and smallestCell', {
    languages: list(choice(['fr', 'en']), 'a list of languages').optional(),
    smallestCell: z
      .int({ error: 'a whole number, 0 or more' })
      .min(0, { error: 'a whole number, 0 or more' })
      .optional()
      .describe('Counts below this are not shown. 10 unless told.'),
  }).optional(),
  python: text('the path or the name of a Python interpreter')
    .optional()
    .describe(
      'The Python that runs the models that need one, instead of the one that "recette setup python" made. Relative to the plan if it has a slash.',
    ),
  seed: z
    .int({ error: 'a whole number, 0 or more' })
    .min(0, { error: 'a whole number, 0 or more' })
    .max(2 ** 32 - 1, { error: 'a whole number below 4294967296' })
    .optional(),
}).meta({ required: ['recette', 'task', 'models', 'sets'] })

export type WrittenPlan = z.output<typeof planSchema>
export type WrittenSet = z.output<typeof setSchema>
export type WrittenHeads = NonNullable<WrittenPlan['heads']>
export type WrittenLabels = Readonly<Record<string, z.output<typeof labelEntrySchema>>>
export type WrittenColumns = z.output<typeof columnsSchema>
