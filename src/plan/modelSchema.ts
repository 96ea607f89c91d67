import { z } from 'zod'
import { OUTPUT_MEANINGS } from '../core/outputMeaning.js'
import { endpointSchema } from './endpointSchema.js'
import { inputSection } from './inputSchema.js'
import { prepareSchema } from './prepareSchema.js'
import { choice, duration, list, number, PROBABILITY, probability, record, section, text } from './schemaWords.js'

const columnUse = z.union(
  [
    text('the name of a column'),
    section('a map with the key column', {
      column: text('the name of a column').optional(),
      multiply: number('a number').optional(),
      add: number('a number').optional(),
    }).meta({ required: ['column'] }),
  ],
  { error: 'the name of a column, or { column: NAME, multiply: NUMBER, add: NUMBER }' },
)

const answerColumns = {
  id: text('the name of a column').optional().describe('Recorded predictions: column of the case id.'),
  score: text('the name of a column')
    .optional()
    .describe("Recorded predictions: column of the positive label's score."),
  scores: record(text('the name of a column'), 'a map of labels to columns')
    .optional()
    .describe("Recorded predictions: column of each label's score."),
  predicted: text('the name of a column').optional().describe('Recorded predictions: column of the predicted label.'),
  value: text('the name of a column').optional().describe('Recorded predictions: column of the predicted value.'),
}
const inputUse = z.union([text('the name of a column'), inputSection, list(columnUse, 'a list of columns')], {
  error: 'a column, a list of columns, { image: COLUMN } or { state: OUTPUT }',
})

const BATCH = 'dynamic, absent, or the number of cases that the model takes at once'

export const threshold = z.union([probability, record(probability, 'a map of labels to probabilities')], {
  error: `${PROBABILITY}, or a map of labels to such`,
})

export const modelSchema = section('a map with the key artifact, endpoint or predictions', {
  artifact: text('the path of a model file or folder')
    .optional()
    .describe('Model file or folder, relative to the plan.'),
  endpoint: endpointSchema.optional().describe('A model that runs elsewhere, called over HTTP.'),
  predictions: z
    .union([text('a path'), record(text('the path of a file'), 'a map of set names to files')], {
      error: 'the path of a file, or a map of set names to files',
    })
    .optional()
    .describe('Answers recorded earlier, one file for all sets or one for each.'),
  labels: list(text('a label'), 'a list of labels')
    .optional()
    .describe("Labels in the order of the model's score columns."),
  inputs: record(inputUse, 'a map of model inputs to columns')
    .optional()
    .describe(
      'Which set columns each model input takes, in order; the column of images that are prepared for it; or the output that is fed back to it.',
    ),
  output: text('the name of a model output').optional().describe('The output to read.'),
  outputIs: choice(OUTPUT_MEANINGS).optional().describe('What that output is, where it should not be guessed.'),
  batch: z
    .union([z.enum(['dynamic', 'absent'], { error: BATCH }), z.int({ error: BATCH }).min(1, { error: BATCH })], {
      error: BATCH,
    })
    .optional()
    .describe(
      'How the model takes several cases: dynamic (any number at once), a number (always so many: served in steps), or absent (no batch axis: one case a call). Recognised unless told.',
    ),
  threshold: threshold
    .optional()
    .describe(
      'From which probability on this model gives a label: the positive one of two (classification), or each (multilabel).',
    ),
  trust: text('a SHA-256 of 64 hexadecimal digits')
    .optional()
    .describe('SHA-256 of an artifact that runs code when it is loaded, and that you allow to.'),
  despite: list(text('a name such as posix.system'), 'a list of names such as posix.system')
    .optional()
    .describe(
      'What a trusted pickle may look up although it is dangerous: exactly the names that the refusal printed.',
    ),
  prepare: prepareSchema
    .optional()
    .describe("A module of your own that makes the model's inputs from the set's columns: a tokeniser, features."),
  signature: text('the name of a signature')
    .optional()
    .describe('TensorFlow artifacts: which of its signatures is meant. serving_default unless told.'),
  timeout: duration.optional().describe('Longest wait for one batch, and for loading. 60 s unless told.'),
  memory: z
    .union([z.string({ error: 'a size such as 4 GiB' }), z.number({ error: 'a size such as 4 GiB' })], {
      error: 'a size such as 4 GiB',
    })
    .optional()
    .describe('Memory beyond which the model is stopped. 4 GiB unless told.'),
  ...answerColumns,
  recorded: section('a map with the key file', {
    file: text('the path of a file').optional(),
    ...answerColumns,
  })
    .meta({ required: ['file'] })
    .optional()
    .describe(
      'What this model answered earlier, in production: shows whether the artifact is the model that ran there.',
    ),
})

export type WrittenModel = z.output<typeof modelSchema>
export type WrittenPrepare = NonNullable<WrittenModel['prepare']>
export type WrittenColumnUse = z.output<typeof columnUse>
export type WrittenInput = z.output<typeof inputUse>
