import type { z } from 'zod'
import { HEAD_TASKS } from '../core/head.js'
import { HEAD_MEANINGS } from '../core/outputMeaning.js'
import { choice, list, probability, record, section, text } from './schemaWords.js'

/** Which of the model's answers are a head's; the same keys as in `models.old` and `models.new`. */
const headAnswersSchema = section('a map such as { output: NAME, labels: [a, b] }', {
  output: text('the name of a model output').optional().describe("The output to read; the head's name unless told."),
  outputIs: choice(HEAD_MEANINGS).optional().describe('What that output is, where it should not be guessed.'),
  labels: list(text('a label'), 'a list of labels')
    .optional()
    .describe("Labels in the order of the head's score columns."),
  threshold: probability.optional().describe('From which score on the positive label of two is the answer.'),
  score: text('the name of a column').optional().describe("Recorded: column of the positive label's score."),
  scores: record(text('the name of a column'), 'a map of labels to columns')
    .optional()
    .describe("Recorded: column of each label's score."),
  predicted: text('the name of a column').optional().describe('Recorded: column of the predicted label.'),
  value: text('the name of a column').optional().describe('Recorded: column of the predicted value.'),
})

/** The shape of `heads` in recette.yaml; `labelMap` is that of the plan's `labels`. */
export const headsSchema = <LabelMap extends z.ZodType>(labelMap: LabelMap) =>
  record(
    section('a map such as { label: COLUMN, old: { output: NAME }, new: { output: NAME } }', {
      task: choice(HEAD_TASKS).optional().describe("What this head answers, where it is not the plan's task."),
      label: text('the name of a column').optional().describe('The column of the sets that says what is right.'),
      positive: text('a label').optional().describe('The positive label of two.'),
      threshold: probability
        .optional()
        .describe('From which score on the positive label of two is the answer, for both models.'),
      targetUnit: text('the unit of the value, such as EUR or days').optional(),
      labels: labelMap.optional().describe('What corresponds where the labels of this head differ, as in labels.'),
      old: headAnswersSchema.optional().describe("Where the old model's answers of this head stand."),
      new: headAnswersSchema.optional().describe("Where the new model's answers of this head stand."),
    }),
    'a map of head names to what each answers',
  )

export type WrittenHeadAnswers = z.output<typeof headAnswersSchema>
