import type { Field } from '../core/batch.js'
import { isFloat } from '../core/dtype.js'
import { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import { labelsOfOutput } from '../core/signature.js'
import type { Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { plainName } from './columnWords.js'
import type { ClusterIdea, DraftFacts, DraftModel, DraftSet } from './draftFacts.js'
import { idCandidates } from './guessId.js'
import { sortLabels } from '../core/plainLabel.js'
import { matchLabels } from './matchLabels.js'

/** A choice, and why it was made; null when the user made it. */
export interface Guess<T> {
  readonly value: T
  readonly why: string | null
}

export interface InferredPlan {
  readonly task: Guess<Task>
  readonly id: Guess<string> | null
  /** What looks like an id but repeats its values. */
  readonly repeatingId: string | null
  readonly label: Guess<string> | null
  readonly positive: Guess<string> | null
  /** The artifact's labels in the words of the set, where it has others; null where nothing needs to be said. */
  readonly labels: Readonly<Record<Side, Guess<readonly string[]> | null>>
  readonly segments: readonly string[]
  /** A column that could be `columns.cluster`: whether its values are people or households, the user must say. */
  readonly clusterIdea: ClusterIdea | null
  /** Text columns that could be segments. */
  readonly segmentIdeas: readonly string[]
  /** Whether both models seem to give scores, not labels alone. */
  readonly scores: boolean
}

const LABEL_NAMES = ['label', 'target', 'class', 'y', 'outcome', 'etiquette', 'cible', 'classe']
const POSITIVE_LABELS = ['yes', 'true', '1', 'oui', 'vrai', 'positive', 'positif', 'y', 't']
const MOST_LABELS = 20

/** Guesses what the user has not said, from names and types alone; throws on a column that the set does not have. */
export function inferPlan(facts: DraftFacts): InferredPlan {
  const judged = facts.sets.find(({ role }) => role === 'test' || role === 'validation') ?? facts.sets[0]
  const fields = judged?.fields ?? []
  if (judged !== undefined) checkColumns(facts, judged)
  const free = freeFields(facts, fields)
  const label = inferLabel(facts, free)
  const unlabelled = free.filter(({ name }) => name !== label?.value)
  const id = inferId(facts, unlabelled)
  const task = inferTask(
    facts,
    fields.find(({ name }) => name === label?.value),
  )
  const segments = facts.segments ?? []
  const taken = new Set([id?.value, label?.value, ...segments])
  const { cluster } = facts
  return {
    task,
    id,
    repeatingId: id === null ? (idCandidates(unlabelled)[0] ?? null) : null,
    label,
    positive: task.value === 'classification' ? inferPositive(facts) : null,
    labels: { old: inferLabels(task.value, facts.old, facts), new: inferLabels(task.value, facts.new, facts) },
    segments,
    clusterIdea: cluster === undefined || taken.has(cluster.column) || task.value === 'tensors' ? null : cluster,
    segmentIdeas: fields
      .filter((field) => couldBeSegment(field) && !taken.has(field.name))
      .map(({ name }) => name)
      .slice(0, 4),
    scores: givesScores(facts.old) && givesScores(facts.new),
  }
}

/** Columns that no model takes by name, so that they may have another role. */
export function freeFields(facts: Pick<DraftFacts, 'old' | 'new'>, fields: readonly Field[]): readonly Field[] {
  const inputs = new Set(
    [facts.old, facts.new].flatMap(({ signature }) => signature?.inputs.map(({ name }) => plainName(name)) ?? []),
  )
  return fields.filter(({ name, kind }) => kind !== 'tensor' && kind !== 'bytes' && !inputs.has(plainName(name)))
}

function couldBeSegment({ kind, type, personal }: Field): boolean {
  return (kind === 'bool' || (kind === 'text' && type === 'utf8')) && personal !== true
}

/** Throws on a column that the user names and the set does not have. */
export function checkColumns(
  { label, id, segments = [] }: Pick<DraftFacts, 'label' | 'id' | 'segments'>,
  set: Omit<DraftSet, 'name' | 'role'>,
): void {
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

function inferLabel({ label }: DraftFacts, free: readonly Field[]): Guess<string> | null {
  if (label !== undefined) return { value: label, why: null }
  const name = labelByName(free)
  return name === undefined ? null : { value: name, why: 'guessed from its name' }
}

/** A column of numbers is not taken for the label unasked: it could as well be a class as a value to predict. */
export function labelByName(fields: readonly Field[]): string | undefined {
  return labelCandidates(fields)[0]
}

/** Columns that are called like a label, the likeliest first. */
export function labelCandidates(fields: readonly Field[]): readonly string[] {
  const able = fields.filter(({ kind }) => kind === 'text' || kind === 'bool')
  return LABEL_NAMES.flatMap((wanted) => able.filter(({ name }) => plainName(name) === wanted)).map(({ name }) => name)
}

function inferId({ id, old, new: new_, repeating = [] }: DraftFacts, free: readonly Field[]): Guess<string> | null {
  if (id !== undefined) return { value: id, why: null }
  const recorded = old.predictions?.id ?? new_.predictions?.id
  if (recorded !== undefined) {
    const same =
      free.find(({ name }) => name === recorded) ?? free.find(({ name }) => plainName(name) === plainName(recorded))
    if (same !== undefined) return { value: same.name, why: 'guessed: the recorded predictions have it too' }
  }
  const name = idCandidates(free).find((candidate) => recorded !== undefined || !repeating.includes(candidate))
  return name === undefined ? null : { value: name, why: 'guessed from its name' }
}

function inferLabels(
  task: Task,
  { signature, chosen }: DraftModel,
  { labelValues }: DraftFacts,
): Guess<readonly string[]> | null {
  const carried = labelsOfOutput(signature, chosen?.output)
  if (task !== 'classification' || carried === undefined || !labelValues?.length) return null
  const match = matchLabels(carried, labelValues)
  return match === null ? null : { value: match.labels, why: match.why }
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
  const sorted = sortLabels(labelValues)
  const value = usualPositive(labelValues) ?? sorted[1]!
  return { value, why: `guessed: of ${sorted.join(' and ')}` }
}

/** The label whose name says that it is the positive one; undefined when none does. */
export function usualPositive(labels: readonly string[]): string | undefined {
  return POSITIVE_LABELS.flatMap((name) => labels.filter((label) => label.toLowerCase() === name))[0]
}

/** A model whose outputs are all whole numbers or text gives labels alone. */
function givesScores({ signature, predictions }: DraftModel): boolean {
  if (predictions !== undefined)
    return predictions.predicted === undefined || predictions.score !== undefined || predictions.scores !== undefined
  return signature === null || signature.outputs.length === 0 || signature.outputs.some(({ dtype }) => isFloat(dtype))
}
