import { columnOf, type Batch } from '../core/batch.js'
import { formatPosition, RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { LabelSetPredictions } from '../core/predictions.js'
import type { PredictionsSpec } from '../core/spec.js'
import { decideByThreshold, thresholdsFor } from '../core/thresholds.js'
import type { StoredSet } from '../data/openSet.js'
import type { LabelAgreement } from './labels.js'
import { labelSetReader } from './labelSetTexts.js'
import { probabilitiesOf } from './recordedPredictions.js'

/**
 * Recorded answers of a multilabel model: a column of scores for each label, a column of the labels given (a list, or text), or both: then
 * what is recorded as given stands, whatever a threshold would say. A label that the model does not know scores 0 and is never given.
 */
export function readRecordedLabelSets(
  spec: PredictionsSpec,
  recorded: StoredSet,
  table: Batch,
  { labels, own, index: indices }: LabelAgreement,
  separator: string | undefined,
): LabelSetPredictions {
  const index = indices[spec.side]
  const scores = spec.scores === undefined ? null : scoresOf(spec.scores, recorded, table, labels, index)
  if (spec.predicted !== undefined)
    return { kind: 'label-sets', decided: decidedOf(spec, recorded, table, labels, index, separator), scores }
  if (scores === null)
    throw new RecetteError(
      'RECORDING_NO_ANSWER',
      `${spec.side}: the plan names neither scores nor predicted labels in ${recorded.spec.file.shown}.`,
      `Add models.${spec.side}.scores ({ label: column }) or predicted (the column of the labels given).`,
      { kind: 'usage' },
    )
  const known = thresholdsFor(spec.threshold, own[spec.side].labels, spec.side)
  const thresholds = new Float64Array(labels.length).fill(Infinity)
  // Of several labels that correspond to one, the lowest threshold counts.
  own[spec.side].labels.forEach((label, k) => {
    const at = index.get(label)
    if (at !== undefined) thresholds[at] = Math.min(thresholds[at]!, known[k]!)
  })
  return { kind: 'label-sets', decided: decideByThreshold(scores, thresholds), scores }
}

function scoresOf(
  columns: Readonly<Record<string, string>>,
  recorded: StoredSet,
  table: Batch,
  labels: readonly string[],
  index: ReadonlyMap<string, number>,
): Float64Array {
  const scores = new Float64Array(table.rows * labels.length)
  for (const [label, column] of Object.entries(columns)) {
    const values = probabilitiesOf(columnOf(table, column), table.rows, recorded)
    const at = index.get(label)
    if (at === undefined) throw new Error(`bug: the label "${label}" of a recording is not among those agreed on`)
    for (let row = 0; row < table.rows; row++) {
      const cell = row * labels.length + at
      if (values[row]! > scores[cell]!) scores[cell] = values[row]!
    }
  }
  return scores
}

function decidedOf(
  spec: PredictionsSpec,
  recorded: StoredSet,
  table: Batch,
  labels: readonly string[],
  index: ReadonlyMap<string, number>,
  separator: string | undefined,
): Uint8Array {
  const column = columnOf(table, spec.predicted!)
  const place = (row: number): string => {
    const position = recorded.positionOf?.(row)
    return position === undefined ? `${recorded.spec.file.shown}, row ${row + 1}` : formatPosition(position)
  }
  if (column.kind !== 'text')
    throw new RecetteError(
      'RECORDING_LABEL',
      `${recorded.spec.file.shown}: column "${column.name}" holds ${column.kind}, expected the labels given to each case.`,
      `Name a column of lists or texts in models.${spec.side}.predicted, or a column of 0 and 1 for each label in scores.`,
    )
  const indicesOf = labelSetReader({
    index,
    separator,
    order: undefined,
    refuse: (trouble, text, row) => {
      throw new RecetteError(
        'RECORDING_LABEL',
        trouble.kind === 'unknown'
          ? `${place(row)}: column "${column.name}" names "${trouble.label}", expected some of ${labels.join(', ')}.${didYouMean(trouble.label, labels)}`
          : `${place(row)}: column "${column.name}" holds "${text.slice(0, 60)}", ${trouble.kind === 'repeated' ? `which names "${trouble.label}" twice` : 'which is not a list of labels'}.`,
        'Write the labels as in the set, as lists or with the separator of columns.separator between them.',
      )
    },
  })
  const decided = new Uint8Array(table.rows * labels.length)
  for (let row = 0; row < table.rows; row++) {
    // A case that was given no label at all is an answer: the row is there.
    if (column.codes[row]! < 0) continue
    for (const label of indicesOf(column, row)) decided[row * labels.length + label] = 1
  }
  return decided
}
