import type { Field } from '../core/batch.js'
import { isFloat } from '../core/dtype.js'
import { RecetteError } from '../core/errors.js'
import type { Side } from '../core/spec.js'
import type { StoredSet } from '../data/openSet.js'
import { columnWords, plainName } from '../plan/columnWords.js'
import type { DraftModel } from '../plan/draftPlan.js'
import { idCandidates } from '../plan/guessId.js'
import { scoredLabels } from './scoredLabels.js'

/** What is known when the columns of a recording are guessed. */
export interface RecordingContext {
  readonly side: Side
  readonly task: string | undefined
  readonly id: string | undefined
  readonly label: string | undefined
  /** Columns of the set that the recording belongs to. */
  readonly setFields: readonly Field[]
  readonly labelValues: readonly string[] | null
}

export interface RecordingGuess {
  readonly columns: NonNullable<DraftModel['predictions']>
  /** The label that a single score speaks of, by the name of its column. */
  readonly scoreOf: string | null
  /** A single score whose column does not say of which label it speaks. */
  readonly unsaid: string | null
}

const PREDICTED = [
  'predicted',
  'prediction',
  'predictions',
  'pred',
  'predit',
  'predite',
  'decision',
  'yhat',
  'hat',
  'prevision',
]
const PREDICTED_LAST = ['class', 'classe', 'output', 'answer', 'reponse']
const VALUE = ['value', 'valeur', ...PREDICTED]
const SCORE = ['score', 'probability', 'probabilite', 'proba', 'prob', 'p']

/** Which columns of a file of recorded predictions hold what, by their names; an error says how to write it in a plan instead. */
export function guessRecordingColumns(recording: StoredSet, context: RecordingContext): RecordingGuess {
  const id = guessId(recording.fields, context)
  if (id === undefined) throw unclear(recording, context, 'the id of the case')
  // A recording often repeats the right answer; that is nobody's prediction.
  const rest = recording.fields.filter(({ name }) => name !== id && name !== context.label)
  const numbers = rest.filter(({ kind }) => kind === 'number')
  const { task, labelValues } = context
  if (task === 'regression' || (task === undefined && labelValues === null)) {
    const value = named(numbers, VALUE) ?? (numbers.length === 1 ? numbers[0]!.name : undefined)
    if (value === undefined) throw unclear(recording, context, 'the predicted value')
    return { columns: { id, value }, scoreOf: null, unsaid: null }
  }
  const labels = labelValues ?? []
  const scored = scoredLabels(
    numbers.map(({ name }) => name),
    labels,
  )
  if (labels.length > 1 && scored.size === labels.length)
    return { columns: { id, scores: Object.fromEntries(scored) }, scoreOf: null, unsaid: null }
  const predicted = guessPredicted(rest, labels)
  const answered = predicted === undefined ? {} : { predicted }
  const [only] = scored
  if (only !== undefined && labels.length === 2)
    return { columns: { id, score: only[1], ...answered }, scoreOf: only[0], unsaid: null }
  const fractions = numbers.filter(holdsFractions)
  const lone = predicted === undefined && fractions.length === 1 ? fractions[0]!.name : undefined
  const score = named(numbers, SCORE) ?? lone
  if (score === undefined && predicted === undefined) throw unclear(recording, context, 'a score or a predicted label')
  if (score === undefined || (labels.length > 2 && predicted !== undefined))
    return { columns: { id, ...answered }, scoreOf: null, unsaid: null }
  return { columns: { id, score, ...answered }, scoreOf: null, unsaid: score }
}

/** The column asked for, else one that looks like an id, preferably one that the set has too; else the only one that both have. */
function guessId(fields: readonly Field[], { id, label, setFields }: RecordingContext): string | undefined {
  const inSet = new Set(setFields.filter(({ name }) => name !== label).map(({ name }) => plainName(name)))
  const asked = id === undefined ? undefined : fields.find(({ name }) => plainName(name) === plainName(id))
  if (asked !== undefined) return asked.name
  const candidates = idCandidates(fields)
  const shared = fields.filter((field) => inSet.has(plainName(field.name)) && !holdsFractions(field))
  return (
    candidates.find((name) => inSet.has(plainName(name))) ??
    (shared.length === 1 ? shared[0]!.name : undefined) ??
    candidates[0]
  )
}

/** Fractions are not labels, unless the set's labels are written so. */
function guessPredicted(rest: readonly Field[], labels: readonly string[]): string | undefined {
  const able = rest.filter((field) => !holdsFractions(field) || (labels.length > 0 && labels.every(isNumber)))
  const exact = able.filter(({ name }) => !columnWords(name).some((word) => SCORE.includes(word)))
  const notScores = exact.filter((field) => !holdsFractions(field))
  return named(notScores, PREDICTED) ?? named(notScores, PREDICTED_LAST) ?? named(exact, PREDICTED)
}

function isNumber(label: string): boolean {
  return /\.\d/.test(label)
}

function holdsFractions({ kind, type }: Field): boolean {
  return kind === 'number' && type !== 'date32' && type !== 'timestamp' && isFloat(type)
}

/** The first column with the likeliest of these words in its name; one that has no other word comes before those that have. */
function named(fields: readonly Field[], words: readonly string[]): string | undefined {
  for (const word of words) {
    const having = fields.filter(({ name }) => columnWords(name).includes(word))
    const found = having.find(({ name }) => plainName(name) === word) ?? having[0]
    if (found !== undefined) return found.name
  }
  return undefined
}

function unclear(recording: StoredSet, { side }: RecordingContext, what: string): RecetteError {
  const { shown } = recording.spec.file
  const names = recording.fields.map(({ name }) => name)
  return new RecetteError(
    'RECORDING_UNCLEAR',
    `${side} (${shown}): no column looks like ${what}; its columns are ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
    what.startsWith('the id')
      ? `Name it with --id, or write a plan with models.${side}: { predictions: ${shown}, id: COLUMN, score: COLUMN }.`
      : `Write a plan with models.${side}: { predictions: ${shown}, id: COLUMN, score: COLUMN } (or scores, predicted, value).`,
    { kind: 'usage' },
  )
}
