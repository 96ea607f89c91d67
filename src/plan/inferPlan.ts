import type { Field } from '../core/batch.js'
import { isFloat } from '../core/dtype.js'
import { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { Task } from '../core/task.js'
import type { DraftFacts, DraftModel, DraftSet } from './draftFacts.js'

/** A choice, and why it was made; null when the user made it. */
export interface Guess<T> {
  readonly value: T
  readonly why: string | null
}

export interface InferredPlan {
  readonly task: Guess<Task>
  readonly id: Guess<string> | null
  readonly label: Guess<string> | null
  readonly positive: Guess<string> | null
  readonly segments: readonly string[]
  /** Text columns that could be segments. */
  readonly segmentIdeas: readonly string[]
  /** Whether both models seem to give scores, not labels alone. */
  readonly scores: boolean
}

const ID_NAME = /^(?:id|uuid|case_?id|identifiant|.+_id|.+Id)$/
const LABEL_NAMES = ['label', 'target', 'class', 'y', 'outcome']
const POSITIVE_LABELS = ['yes', 'true', '1', 'oui', 'vrai', 'positive', 'y', 't']
const MOST_LABELS = 20

/** Guesses what the user has not said, from names and types alone; throws on a column that the set does not have. */
export function inferPlan(facts: DraftFacts): InferredPlan {
  const judged = facts.sets.find(({ role }) => role === 'test' || role === 'validation') ?? facts.sets[0]
  const fields = judged?.fields ?? []
  if (judged !== undefined) checkColumns(facts, judged)
  const inputs = new Set(
    [facts.old, facts.new].flatMap(({ signature }) => signature?.inputs.map(({ name }) => name) ?? []),
  )
  const free = fields.filter(({ name, kind }) => kind !== 'tensor' && !inputs.has(name))
  const label = inferLabel(facts, free)
  const id = inferId(
    facts,
    free.filter(({ name }) => name !== label?.value),
  )
  const task = inferTask(
    facts,
    fields.find(({ name }) => name === label?.value),
  )
  const segments = facts.segments ?? []
  const taken = new Set([id?.value, label?.value, ...segments])
  return {
    task,
    id,
    label,
    positive: task.value === 'classification' ? inferPositive(facts) : null,
    segments,
    segmentIdeas: fields
      .filter(({ name, kind }) => (kind === 'text' || kind === 'bool') && !taken.has(name))
      .map(({ name }) => name)
      .slice(0, 4),
    scores: givesScores(facts.old) && givesScores(facts.new),
  }
}

function checkColumns({ label, id, segments = [] }: DraftFacts, set: DraftSet): void {
  const names = set.fields.map(({ name }) => name)
  const asked = [label, id, ...segments].filter((name) => name !== undefined)
  const unknown = asked.find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw new RecetteError(
    'COLUMN_UNKNOWN',
    `${set.file.shown} has no column "${unknown}".${didYouMean(unknown, names)}`,
    `Its columns are: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
    { kind: 'usage' },
  )
}

/** A column of numbers is not taken for the label unasked: it could as well be a class as a value to predict. */
function inferLabel({ label }: DraftFacts, free: readonly Field[]): Guess<string> | null {
  if (label !== undefined) return { value: label, why: null }
  const name = LABEL_NAMES.find((candidate) =>
    free.some((field) => field.name === candidate && field.kind !== 'number'),
  )
  return name === undefined ? null : { value: name, why: 'guessed from its name' }
}

function inferId({ id, old, new: new_ }: DraftFacts, free: readonly Field[]): Guess<string> | null {
  if (id !== undefined) return { value: id, why: null }
  const recorded = old.predictions?.id ?? new_.predictions?.id
  const field = free.find(({ name }) => name === recorded) ?? free.find(({ name }) => ID_NAME.test(name))
  return field === undefined ? null : { value: field.name, why: 'guessed from its name' }
}

function inferTask(facts: DraftFacts, label: Field | undefined): Guess<Task> {
  if (facts.task !== undefined) return { value: facts.task, why: null }
  const models = [facts.old, facts.new]
  if (models.some(({ signature }) => signature?.labels !== undefined))
    return guessed('classification', 'a model carries labels')
  const answers = models.flatMap(({ predictions }) => (predictions === undefined ? [] : [predictions]))
  if (answers.some(({ value }) => value !== undefined))
    return guessed('regression', 'the recorded predictions are values')
  if (answers.length > 0) return guessed('classification', 'the recorded predictions are scores or labels')
  if (label === undefined) return guessed('tensors', 'no label column is known, so only raw outputs can be compared')
  if (label.kind === 'text' || label.kind === 'bool')
    return guessed('classification', 'the label column does not hold numbers')
  const values = facts.labelValues ?? null
  const few = values !== null && values.length <= MOST_LABELS && values.every((value) => /^-?\d+$/.test(value))
  return few
    ? guessed('classification', `the label column holds ${values.length} whole numbers`)
    : guessed('regression', 'the label column holds many numbers')
}

function guessed(value: Task, why: string): Guess<Task> {
  return { value, why: `guessed: ${why}` }
}

function inferPositive({ positive, labelValues }: DraftFacts): Guess<string> | null {
  if (positive !== undefined) return { value: positive, why: null }
  if (labelValues === undefined || labelValues === null || labelValues.length !== 2) return null
  const known = POSITIVE_LABELS.flatMap((name) => labelValues.filter((value) => value.toLowerCase() === name))
  const [value = [...labelValues].sort()[1]!] = known
  return { value, why: `guessed: of ${[...labelValues].sort().join(' and ')}` }
}

/** A model whose outputs are all whole numbers or text gives labels alone. */
function givesScores({ signature, predictions }: DraftModel): boolean {
  if (predictions !== undefined)
    return predictions.predicted === undefined || predictions.score !== undefined || predictions.scores !== undefined
  return signature === null || signature.outputs.length === 0 || signature.outputs.some(({ dtype }) => isFloat(dtype))
}
