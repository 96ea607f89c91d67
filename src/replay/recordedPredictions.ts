import { plainLabel } from '../core/plainLabel.js'
import { cellText, columnOf, type Batch, type Column } from '../core/batch.js'
import { formatPosition, RecetteError } from '../core/errors.js'
import type { ClassPredictions, Predictions } from '../core/predictions.js'
import type { PredictionsSpec } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { answerFromThreshold } from '../core/thresholds.js'
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
  const scored = scoresOf(spec, recorded, table, agreement)
  const predicted =
    spec.predicted === undefined
      ? null
      : predictedOf(columnOf(table, spec.predicted), table.rows, recorded, agreement.index[spec.side])
  if (predicted !== null) return { kind: 'classes', predicted, scores: scored?.scores ?? null }
  if (scored === null) {
    throw new RecetteError(
      'RECORDING_NO_ANSWER',
      `${spec.side}: the plan names neither scores nor predicted labels in ${recorded.spec.file.shown}.`,
      `Add models.${spec.side}.score (of the positive label), scores ({ label: column }) or predicted (the label's column).`,
      { kind: 'usage' },
    )
  }
  const { threshold } = spec
  if (typeof threshold !== 'number') return { kind: 'classes', ...scored }
  const { scores } = scored
  return { kind: 'classes', scores, predicted: answerFromThreshold(scores, agreement.positive ?? -1, threshold) }
}

type Scored = Pick<ClassPredictions, 'predicted'> & { readonly scores: Float64Array }

function scoresOf(spec: PredictionsSpec, recorded: StoredSet, table: Batch, agreement: LabelAgreement): Scored | null {
  const { labels, positive } = agreement
  const index = agreement.index[spec.side]
  const columns = (scores: Readonly<Record<string, string>>) =>
    Object.entries(scores).map(([label, column]) => ({
      at: index.get(label)!,
      values: probabilitiesOf(columnOf(table, column), table.rows, recorded),
    }))
  if (spec.scores !== undefined) {
    const given = columns(spec.scores)
    checkSums(spec, given, table.rows, recorded)
    return readScores(given, table.rows, agreement)
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
  const both = [
    { at: positive, values },
    { at: 1 - positive, values: values.map((score) => 1 - score) },
  ]
  return readScores(both, table.rows, agreement)
}

/** As far from 1 as two decimals can put the sum of a case's scores; never more than a twentieth. */
const ROUNDED = 0.005
const FARTHEST = 0.05

/** What does not sum to 1 is no set of probabilities: half of it would be missing, or two questions were asked. */
function checkSums(
  { side, scores = {} }: PredictionsSpec,
  columns: readonly { readonly values: Float64Array }[],
  rows: number,
  recorded: StoredSet,
): void {
  const tolerance = Math.min(FARTHEST, ROUNDED * columns.length) + 1e-9
  for (let row = 0; row < rows; row++) {
    let sum = 0
    for (const { values } of columns) sum += values[row]!
    if (Math.abs(sum - 1) <= tolerance) continue
    throw new RecetteError(
      'RECORDING_NOT_A_PROBABILITY',
      `${placeOf(recorded, row)}: the scores of a case (${Object.values(scores).join(', ')}) sum to ${Number(sum.toFixed(4))}, expected 1.`,
      `Give a column of probabilities for each label in models.${side}.scores; of two labels, that of the positive one alone is models.${side}.score.`,
    )
  }
}

/**
 * Scores of labels that count as one add up; predicted is the one of the recording's own labels with the highest score, on a tie the first
 * of the comparison, or of two the positive one, as a single score is usually read from 0.5 up.
 */
function readScores(
  columns: readonly { readonly at: number; readonly values: Float64Array }[],
  rows: number,
  { labels, positive }: LabelAgreement,
): Scored {
  const first = labels.length === 2 ? positive : null
  const ordered = [...columns].sort((a, b) => Number(b.at === first) - Number(a.at === first) || a.at - b.at)
  const scores = new Float64Array(rows * labels.length)
  const predicted = new Int32Array(rows)
  const highest = new Float64Array(rows).fill(-Infinity)
  for (const { at, values } of ordered) {
    for (let row = 0; row < rows; row++) {
      const score = values[row]!
      scores[row * labels.length + at]! += score
      if (!(score > highest[row]!)) continue
      highest[row] = score
      predicted[row] = at
    }
  }
  return { predicted, scores }
}

function predictedOf(
  column: Column,
  rows: number,
  recorded: StoredSet,
  indexOf: ReadonlyMap<string, number>,
): Int32Array {
  const predicted = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const text = cellText(column, row)
    const index = text === null ? undefined : (indexOf.get(text) ?? indexOf.get(plainLabel(text)))
    if (index === undefined) {
      throw new RecetteError(
        'RECORDING_LABEL',
        `${placeOf(recorded, row)}: column "${column.name}" holds ${text === null ? 'nothing' : `"${text}"`}, expected one of ${[...indexOf.keys()].join(', ')}.`,
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

export function probabilitiesOf(column: Column, rows: number, recorded: StoredSet): Float64Array {
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
