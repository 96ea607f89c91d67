import { cellText, columnOf, type Batch, type Column } from '../core/batch.js'
import { formatPosition, RecetteError } from '../core/errors.js'
import type { ClassPredictions, Predictions } from '../core/predictions.js'
import type { PredictionsSpec } from '../core/spec.js'
import type { Task } from '../core/task.js'
import type { StoredSet } from '../data/openSet.js'
import type { LabelAgreement } from './labels.js'

/** What a recording answered for all of its rows, in the words of the task; every value is checked, and named by its line if it is wrong. */
export function readRecordedPredictions(
  spec: PredictionsSpec,
  recorded: StoredSet,
  table: Batch,
  task: Task,
  agreement: LabelAgreement | null,
): Predictions {
  if (task === 'regression' || agreement === null) {
    const column = spec.value ?? spec.score
    if (column === undefined) {
      throw new RecetteError(
        'RECORDING_NO_VALUE',
        `${spec.side}: the plan names no value column of ${recorded.spec.file.shown}.`,
        `Add models.${spec.side}.value: the column with the predicted number.`,
        { kind: 'usage' },
      )
    }
    return { kind: 'values', values: numbersOf(columnOf(table, column), table.rows, recorded) }
  }
  const scores = scoresOf(spec, recorded, table, agreement)
  const predicted =
    spec.predicted === undefined ? null : predictedOf(columnOf(table, spec.predicted), table.rows, recorded, agreement)
  if (predicted !== null) return { kind: 'classes', predicted, scores }
  if (scores === null) {
    throw new RecetteError(
      'RECORDING_NO_ANSWER',
      `${spec.side}: the plan names neither scores nor predicted labels in ${recorded.spec.file.shown}.`,
      `Add models.${spec.side}.score (of the positive label), scores ({ label: column }) or predicted (the label's column).`,
      { kind: 'usage' },
    )
  }
  return classesByScore(scores, table.rows, agreement)
}

function scoresOf(
  spec: PredictionsSpec,
  recorded: StoredSet,
  table: Batch,
  agreement: LabelAgreement,
): Float64Array | null {
  const { labels, positive } = agreement
  const scores = new Float64Array(table.rows * labels.length)
  if (spec.scores !== undefined) {
    for (const [label, column] of Object.entries(spec.scores)) {
      const values = probabilitiesOf(columnOf(table, column), table.rows, recorded)
      const at = labels.indexOf(label)
      for (let row = 0; row < table.rows; row++) scores[row * labels.length + at] = values[row]!
    }
    return scores
  }
  if (spec.score === undefined) return null
  if (labels.length !== 2 || positive === null) {
    throw new RecetteError(
      'RECORDING_ONE_SCORE',
      `${spec.side}: ${recorded.spec.file.shown} gives one score, but there are ${labels.length} labels: ${labels.join(', ')}.`,
      `Give a column for each label: models.${spec.side}.scores: { label: column }.`,
    )
  }
  const values = probabilitiesOf(columnOf(table, spec.score), table.rows, recorded)
  for (let row = 0; row < table.rows; row++) {
    scores[row * 2 + positive] = values[row]!
    scores[row * 2 + 1 - positive] = 1 - values[row]!
  }
  return scores
}

/** The label with the highest score; of two, the positive one from 0.5 up, as a single score is usually read. */
function classesByScore(scores: Float64Array, rows: number, { labels, positive }: LabelAgreement): ClassPredictions {
  const width = labels.length
  const predicted = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    let best = width === 2 && positive !== null ? positive : 0
    for (let label = 0; label < width; label++) {
      if (scores[row * width + label]! > scores[row * width + best]!) best = label
    }
    predicted[row] = best
  }
  return { kind: 'classes', predicted, scores }
}

function predictedOf(column: Column, rows: number, recorded: StoredSet, { labels }: LabelAgreement): Int32Array {
  const indexOf = new Map(labels.map((label, index) => [label, index]))
  const predicted = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const text = cellText(column, row)
    const index = text === null ? undefined : indexOf.get(text)
    if (index === undefined) {
      throw new RecetteError(
        'RECORDING_LABEL',
        `${placeOf(recorded, row)}: column "${column.name}" holds ${text === null ? 'nothing' : `"${text}"`}, expected one of ${labels.join(', ')}.`,
        "Write the labels as in the set, or give the model's own names in its `labels`.",
      )
    }
    predicted[row] = index
  }
  return predicted
}

function numbersOf(column: Column, rows: number, recorded: StoredSet): Float64Array {
  if (column.kind !== 'number') {
    throw new RecetteError(
      'RECORDING_NOT_A_NUMBER',
      `${recorded.spec.file.shown}: column "${column.name}" holds ${column.kind}, expected numbers.`,
      'Name the column that holds the scores or values.',
    )
  }
  for (let row = 0; row < rows; row++) {
    if (Number.isFinite(column.values[row]!)) continue
    throw new RecetteError(
      'PREDICTION_NOT_FINITE',
      `${placeOf(recorded, row)}: column "${column.name}" holds ${Number.isNaN(column.values[row]!) ? 'no number' : column.values[row]}.`,
      'Every recorded prediction must be a finite number; leave out the row if the model gave no answer, and coverage will count it.',
    )
  }
  return column.values
}

function probabilitiesOf(column: Column, rows: number, recorded: StoredSet): Float64Array {
  const values = numbersOf(column, rows, recorded)
  for (let row = 0; row < rows; row++) {
    if (values[row]! >= 0 && values[row]! <= 1) continue
    throw new RecetteError(
      'RECORDING_NOT_A_PROBABILITY',
      `${placeOf(recorded, row)}: column "${column.name}" is ${values[row]}, expected a probability between 0 and 1.`,
      'Record probabilities, not logits or percentages.',
    )
  }
  return values
}

/** `answers.csv:50`, or `answers.parquet, row 49` where there are no lines. */
function placeOf(recorded: StoredSet, row: number): string {
  const position = recorded.positionOf?.(row)
  return position === undefined ? `${recorded.spec.file.shown}, row ${row + 1}` : formatPosition(position)
}
