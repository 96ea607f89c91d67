import { cellText } from '../core/batch.js'
import { requireName } from '../core/requireName.js'
import { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { Notice, Result } from '../core/result.js'
import type { LabelEntry, LabelWriter } from '../core/labelMap.js'
import { plainLabel, sortLabels } from '../core/plainLabel.js'
import type { Side } from '../core/spec.js'
import type { StoredSet } from '../data/openSet.js'
import { correspondence } from './correspondence.js'
import { joinLabels } from './joinLabels.js'
import { refuseLoose } from './looseLabels.js'
import { spelledApart } from './spelledApart.js'

export interface OwnLabels {
  readonly labels: readonly string[]
  readonly from: 'plan' | 'artifact' | 'set' | 'recording'
}

/** The labels that both sides are compared on, what each writer's labels count as, and which label is the positive one. */
export interface LabelAgreement {
  readonly labels: readonly string[]
  readonly own: Readonly<Record<Side, OwnLabels>>
  /** Index into `labels` of every text that the models and the set write. */
  readonly index: Readonly<Record<LabelWriter, ReadonlyMap<string, number>>>
  /** Index into `labels`; null when there are more than two and the plan names none. */
  readonly positive: number | null
  /** How each label is written, where not all write it by the same name. */
  readonly map?: NonNullable<Result['labels']>['map']
  readonly notices: readonly Notice[]
}

/** More labels than this in a label column are taken for a mistake where a model's names depend on them. */
const MOST_LABELS = 1000

/** Names that usually mean "the case we look for", when the plan does not say. */
const USUAL_POSITIVES = ['yes', 'true', 'positive', 'oui', 'vrai', 'positif']

/**
 * Agrees on one list of labels by name and by the plan's map. Labels that correspond to nothing are an error that lists them. A side that
 * carries no labels takes the other's where they cover those of the set, else the set's, sorted as scikit-learn sorts `classes_`.
 */
export async function agreeOnLabels(options: {
  readonly own: Readonly<Record<Side, OwnLabels | null>>
  readonly map: readonly LabelEntry[]
  readonly positive: string | undefined
  /** Distinct labels of the sets, sorted; null when they have no label column. */
  readonly setLabels: readonly string[] | null
  /** Whether one of two labels is the positive one; in a multilabel task every label is a question of its own. */
  readonly hasPositive: boolean
}): Promise<LabelAgreement> {
  const { map, setLabels } = options
  const own = { old: ownOf('old', options), new: ownOf('new', options) }
  const joined = joinLabels({ old: own.old.labels, new: own.new.labels, set: setLabels }, map)
  refuseLoose(own, setLabels, joined)
  const positive = options.hasPositive ? choosePositive(joined.labels, options.positive) : null
  const notices: Notice[] = spelledApart(own, setLabels ?? [], joined, map)
  if (positive !== null && options.positive === undefined) {
    notices.push({ code: 'positive-guessed', values: { label: joined.labels[positive]! } })
  }
  const written = { old: own.old.labels, new: own.new.labels, set: setLabels ?? [] }
  return { labels: joined.labels, own, index: joined.index, positive, map: correspondence(written, joined), notices }
}

function ownOf(
  side: Side,
  {
    own,
    map,
    setLabels,
  }: {
    readonly own: Readonly<Record<Side, OwnLabels | null>>
    readonly map: readonly LabelEntry[]
    readonly setLabels: readonly string[] | null
  },
): OwnLabels {
  const named = own[side]
  if (named !== null) return named
  if (setLabels === null) {
    throw new RecetteError(
      'LABELS_UNKNOWN',
      'Neither the artifact nor the plan says which labels the scores stand for, and no label column is named.',
      'Give models.old.labels and models.new.labels, or name the label column: columns.label.',
    )
  }
  if (setLabels.length > MOST_LABELS) {
    throw new RecetteError(
      'LABELS_TOO_MANY',
      `${side} does not name its labels, and the label column has ${setLabels.length} different values: more than ${MOST_LABELS} are not taken for classes.`,
      `Is this a regression? Then say \`task: regression\`. Otherwise give the labels in models.${side}.labels.`,
    )
  }
  const inMap = new Set(map.flatMap((entry) => entry.set ?? [entry.label]))
  const unsaid = setLabels.filter((label) => !inMap.has(label))
  const mapped = map.flatMap((entry) => entry[side] ?? [entry.label])
  const other = own[side === 'old' ? 'new' : 'old']?.labels ?? []
  const plain = new Set(other.map(plainLabel))
  const covered = map.length === 0 && setLabels.every((label) => plain.has(plainLabel(label)))
  return { labels: sortLabels(covered && other.length > 0 ? other : new Set([...mapped, ...unsaid])), from: 'set' }
}

function choosePositive(labels: readonly string[], asked: string | undefined): number | null {
  if (asked !== undefined) {
    const exact = labels.indexOf(asked)
    const index = exact >= 0 ? exact : labels.findIndex((label) => plainLabel(label) === plainLabel(asked))
    if (index >= 0) return index
    throw new RecetteError(
      'POSITIVE_UNKNOWN',
      `columns.positive is "${asked}", but the labels are ${labels.join(', ')}.${didYouMean(asked, labels)}`,
      'Write the positive label exactly as the set and the models do.',
    )
  }
  if (labels.length !== 2) return null
  const usual = labels.findIndex((label) => USUAL_POSITIVES.includes(label.toLowerCase()))
  if (usual >= 0) return usual
  // Of two numbers the larger: 1 of 0 and 1, 2 of 1 and 2. Else the second, as scikit-learn has it.
  const [first, second] = labels.map(Number)
  return first! > second! ? 0 : 1
}

/**
 * Distinct values of a label column over some sets: numbers by size, then text by code unit. Null when no column is named. With `most`,
 * reading stops once there are more; with `broken`, a set that cannot be read is left to be told of when it is replayed.
 */
export async function labelsInSets(
  sets: readonly StoredSet[],
  label: string | undefined,
  signal: AbortSignal,
  { most = Infinity, broken }: { readonly most?: number; readonly broken?: 'skip' } = {},
): Promise<readonly string[] | null> {
  if (label === undefined) return null
  const seen = new Set<string>()
  for (const set of sets) {
    try {
      await collectLabels(set, label, signal, seen, most)
    } catch (error) {
      signal.throwIfAborted()
      if (broken !== 'skip') throw error
    }
  }
  return sortLabels(seen)
}

async function collectLabels(
  set: StoredSet,
  label: string,
  signal: AbortSignal,
  seen: Set<string>,
  most: number,
): Promise<void> {
  const numbers = new Set<number>()
  for await (const batch of set.batches({ columns: [label], signal })) {
    const column = batch.columns[0]!
    if (column.kind === 'text') {
      for (const value of column.dictionary) {
        requireName(`${set.spec.file.shown}: a label in the column "${label}"`, value)
        seen.add(value)
      }
    } else if (column.kind === 'number' || column.kind === 'bool') {
      for (let row = 0; row < batch.rows; row++) {
        if (numbers.has(column.values[row]!)) continue
        const text = cellText(column, row)
        if (text !== null) {
          seen.add(text)
          numbers.add(column.values[row]!)
        }
      }
    } else cellText(column, 0)
    if (seen.size > most) return
  }
}
