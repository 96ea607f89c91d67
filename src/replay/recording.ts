import { cellText, columnOf, type Batch, type Column } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import { selectPredictions, type ClassPredictions, type Predictions } from '../core/predictions.js'
import type { OutputMapping, SetRecord } from '../core/result.js'
import type { Plan, PredictionsSpec } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { caseIds } from '../data/ids.js'
import { openSet, readTable, type StoredSet } from '../data/openSet.js'
import type { Answered, Answerer } from './answerer.js'
import type { LabelAgreement, OwnLabels } from './labels.js'

/** Answers that a model gave earlier, held in memory and found by case id, in whatever order they were written. */
export interface Recording {
  readonly identity: SetRecord['identity']
  readonly table: Batch
  answerer(set: StoredSet, plan: Plan, agreement: LabelAgreement | null): Answerer
  outputMapping(task: Task, agreement: LabelAgreement | null): OutputMapping
}

export async function openRecording(spec: PredictionsSpec, setName: string): Promise<Recording> {
  const file = spec.files[setName] ?? spec.files['*']
  if (file === undefined) {
    throw new RecetteError(
      'RECORDING_MISSING',
      `${spec.side}: no recorded predictions are given for the set "${setName}" (only for ${Object.keys(spec.files).join(', ')}).`,
      `Add it under models.${spec.side}.predictions, e.g. { ${setName}: predictions-${setName}.csv }.`,
      { kind: 'usage' },
    )
  }
  const stored = await openSet({ name: `${spec.side} predictions`, role: 'test', file }, { withCard: false })
  const wanted = [spec.id, spec.score, spec.predicted, spec.value, ...Object.values(spec.scores ?? {})].filter(
    (name) => name !== undefined,
  )
  for (const name of wanted) requireColumn(stored, name)
  const table = await readTable(stored, [...new Set(wanted)])
  const rowById = new Map(
    caseIds(stored, spec.id)
      .of(table)
      .map((id, row) => [id, row]),
  )
  return {
    identity: stored.identity,
    table,
    answerer: (set, plan, agreement) => answerFrom(spec, file.shown, table, rowById, set, plan, agreement),
    outputMapping: (task, agreement) => ({
      output:
        spec.value ??
        spec.score ??
        (spec.scores === undefined ? spec.predicted! : Object.values(spec.scores).join(', ')),
      meaning: meaningOf(spec, task),
      labels: agreement === null ? null : [...agreement.own[spec.side].labels],
      labelsFrom: agreement === null ? null : agreement.own[spec.side].from,
      by: 'declared',
    }),
  }
}

/** Labels that the plan names for a recording; null when only the set knows them (a label never predicted is still a label). */
export function recordingLabels(spec: PredictionsSpec): OwnLabels | null {
  const labels = spec.labels ?? (spec.scores === undefined ? undefined : Object.keys(spec.scores))
  return labels === undefined ? null : { labels, from: 'plan' }
}

function meaningOf(spec: PredictionsSpec, task: Task): OutputMapping['meaning'] {
  if (task === 'regression') return 'value'
  if (spec.scores !== undefined) return 'probabilities'
  return spec.score === undefined ? 'label' : 'positive-probability'
}

function requireColumn(stored: StoredSet, name: string): void {
  const names = stored.fields.map((field) => field.name)
  if (names.includes(name)) return
  throw new RecetteError(
    'COLUMN_UNKNOWN',
    `${stored.spec.file.shown} has no column "${name}".${didYouMean(name, names)}`,
    `Its columns are: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
  )
}

function answerFrom(
  spec: PredictionsSpec,
  shown: string,
  table: Batch,
  rowById: ReadonlyMap<string, number>,
  set: StoredSet,
  plan: Plan,
  agreement: LabelAgreement | null,
): Answerer {
  const whole = predictionsOf(spec, shown, table, plan.task, agreement)
  const idColumn = plan.columns.id
  return {
    columns: idColumn === undefined ? [] : [idColumn],
    async answer(batch): Promise<Answered> {
      const rows = new Uint32Array(batch.rows)
      let answered: Uint8Array | null = null
      const ids = idColumn === undefined ? null : columnOf(batch, idColumn)
      for (let row = 0; row < batch.rows; row++) {
        const id = ids === null ? String(batch.start + row + 1) : cellText(ids, row)
        const found = id === null ? undefined : rowById.get(id)
        if (found === undefined) (answered ??= new Uint8Array(batch.rows).fill(1))[row] = 0
        else rows[row] = found
      }
      if (answered !== null && batch.start === 0 && !answered.includes(1)) {
        const [example] = rowById.keys()
        throw new RecetteError(
          'IDS_DISJOINT',
          `${spec.side}: none of the first ${batch.rows} cases of ${set.spec.file.shown} has a recorded prediction in ${shown} (its ids look like "${example ?? ''}").`,
          `Name the columns that hold the same ids: columns.id for the set, models.${spec.side}.id for the recording.`,
        )
      }
      return { predictions: selectPredictions(whole, rows, agreement?.labels.length ?? 0), answered, elapsedNs: null }
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

function predictionsOf(
  spec: PredictionsSpec,
  shown: string,
  table: Batch,
  task: Task,
  agreement: LabelAgreement | null,
): Predictions {
  if (task === 'regression' || agreement === null) {
    const column = spec.value ?? spec.score
    if (column === undefined) {
      throw new RecetteError(
        'RECORDING_NO_VALUE',
        `${spec.side}: the plan names no value column of ${shown}.`,
        `Add models.${spec.side}.value: the column with the predicted number.`,
        { kind: 'usage' },
      )
    }
    return { kind: 'values', values: numbersOf(columnOf(table, column), table.rows, shown) }
  }
  const scores = scoresOf(spec, shown, table, agreement)
  const predicted =
    spec.predicted === undefined ? null : predictedOf(columnOf(table, spec.predicted), table.rows, shown, agreement)
  if (predicted !== null) return { kind: 'classes', predicted, scores }
  if (scores === null) {
    throw new RecetteError(
      'RECORDING_NO_ANSWER',
      `${spec.side}: the plan names neither scores nor predicted labels in ${shown}.`,
      `Add models.${spec.side}.score (of the positive label), scores ({ label: column }) or predicted (the label's column).`,
      { kind: 'usage' },
    )
  }
  return classesByScore(scores, table.rows, agreement)
}

function scoresOf(spec: PredictionsSpec, shown: string, table: Batch, agreement: LabelAgreement): Float64Array | null {
  const { labels, positive } = agreement
  const scores = new Float64Array(table.rows * labels.length)
  if (spec.scores !== undefined) {
    for (const [label, column] of Object.entries(spec.scores)) {
      const values = probabilitiesOf(columnOf(table, column), table.rows, shown)
      const at = labels.indexOf(label)
      for (let row = 0; row < table.rows; row++) scores[row * labels.length + at] = values[row]!
    }
    return scores
  }
  if (spec.score === undefined) return null
  if (labels.length !== 2 || positive === null) {
    throw new RecetteError(
      'RECORDING_ONE_SCORE',
      `${spec.side}: ${shown} gives one score, but there are ${labels.length} labels: ${labels.join(', ')}.`,
      `Give a column for each label: models.${spec.side}.scores: { label: column }.`,
    )
  }
  const values = probabilitiesOf(columnOf(table, spec.score), table.rows, shown)
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

function predictedOf(column: Column, rows: number, shown: string, { labels }: LabelAgreement): Int32Array {
  const indexOf = new Map(labels.map((label, index) => [label, index]))
  const predicted = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const text = cellText(column, row)
    const index = text === null ? undefined : indexOf.get(text)
    if (index === undefined) {
      throw new RecetteError(
        'RECORDING_LABEL',
        `${shown}: row ${row + 1}: column "${column.name}" holds ${text === null ? 'nothing' : `"${text}"`}, expected one of ${labels.join(', ')}.`,
        "Write the labels as in the set, or give the model's own names in its `labels`.",
      )
    }
    predicted[row] = index
  }
  return predicted
}

function numbersOf(column: Column, rows: number, shown: string): Float64Array {
  if (column.kind !== 'number') {
    throw new RecetteError(
      'RECORDING_NOT_A_NUMBER',
      `${shown}: column "${column.name}" holds ${column.kind}, expected numbers.`,
      'Name the column that holds the scores or values.',
    )
  }
  for (let row = 0; row < rows; row++) {
    if (Number.isFinite(column.values[row]!)) continue
    throw new RecetteError(
      'PREDICTION_NOT_FINITE',
      `${shown}: row ${row + 1}: column "${column.name}" holds ${Number.isNaN(column.values[row]!) ? 'no number' : column.values[row]}.`,
      'Every recorded prediction must be a finite number; leave out the row if the model gave no answer, and coverage will count it.',
    )
  }
  return column.values
}

function probabilitiesOf(column: Column, rows: number, shown: string): Float64Array {
  const values = numbersOf(column, rows, shown)
  for (let row = 0; row < rows; row++) {
    if (values[row]! >= 0 && values[row]! <= 1) continue
    throw new RecetteError(
      'RECORDING_NOT_A_PROBABILITY',
      `${shown}: row ${row + 1}: column "${column.name}" is ${values[row]}, expected a probability between 0 and 1.`,
      'Record probabilities, not logits or percentages.',
    )
  }
  return values
}
