import { RecetteError } from '../core/errors.js'
import type { Side } from '../core/spec.js'
import type { StoredSet } from '../data/openSet.js'
import type { DraftModel } from '../plan/draftPlan.js'
import type { SourceOptions } from './inferPlan.js'

const USUAL = {
  id: ['id', 'case_id', 'caseid', 'row_id', 'key'],
  predicted: ['predicted', 'prediction', 'pred', 'y_pred', 'predicted_label', 'class'],
  score: ['score', 'probability', 'proba', 'prob', 'p', 'y_score', 'p_positive'],
  value: ['value', 'predicted', 'prediction', 'pred', 'y_pred', 'yhat'],
} as const

/** Prefixes with which a column of one label's score is usually named: `p_yes`, `prob_yes`. */
const SCORE_PREFIXES = ['', 'p_', 'prob_', 'proba_', 'probability_', 'score_'] as const

/** Which columns of a file of recorded predictions hold what, by their names; an error says how to write it in a plan instead. */
export function guessRecordingColumns(
  side: Side,
  recording: StoredSet,
  options: SourceOptions,
  labelValues: readonly string[] | null,
): NonNullable<DraftModel['predictions']> {
  const names = recording.fields.map(({ name }) => name)
  const id = (options.id !== undefined && names.includes(options.id) ? options.id : undefined) ?? usual(names, USUAL.id)
  if (id === undefined) throw unclear(side, recording, 'the id of the case', names)
  const rest = recording.fields.filter(({ name }) => name !== id)
  const numbers = rest.filter(({ kind }) => kind === 'number').map(({ name }) => name)
  if (options.task === 'regression' || (options.task === undefined && labelValues === null)) {
    const value = usual(numbers, USUAL.value) ?? (numbers.length === 1 ? numbers[0] : undefined)
    if (value === undefined) throw unclear(side, recording, 'the predicted value', names)
    return { id, value }
  }
  const scores = scoresByLabel(numbers, labelValues ?? [])
  if (scores !== undefined) return { id, scores }
  const predicted = usual(
    rest.map(({ name }) => name),
    USUAL.predicted,
  )
  const score =
    usual(numbers, USUAL.score) ??
    numbers.find((name) => SCORE_PREFIXES.some((prefix) => prefix !== '' && name.startsWith(prefix)))
  if (score === undefined && predicted === undefined)
    throw unclear(side, recording, 'a score or a predicted label', names)
  return { id, ...(score === undefined ? {} : { score }), ...(predicted === undefined ? {} : { predicted }) }
}

function scoresByLabel(columns: readonly string[], labels: readonly string[]): Record<string, string> | undefined {
  for (const prefix of SCORE_PREFIXES) {
    const found = labels.map((label) => [label, `${prefix}${label}`] as const)
    if (labels.length > 1 && found.every(([, column]) => columns.includes(column))) return Object.fromEntries(found)
  }
  return undefined
}

function usual(names: readonly string[], wanted: readonly string[]): string | undefined {
  for (const candidate of wanted) {
    const found = names.find((name) => name.toLowerCase() === candidate)
    if (found !== undefined) return found
  }
  return undefined
}

function unclear(side: Side, recording: StoredSet, what: string, names: readonly string[]): RecetteError {
  return new RecetteError(
    'RECORDING_UNCLEAR',
    `${side} (${recording.spec.file.shown}): no column looks like ${what}; its columns are ${names.slice(0, 20).join(', ')}.`,
    `Write a plan with models.${side}: { predictions: ${recording.spec.file.shown}, id: COLUMN, score: COLUMN }, or give --id.`,
    { kind: 'usage' },
  )
}
