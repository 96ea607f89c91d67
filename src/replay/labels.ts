import { cellText } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { Notice } from '../core/result.js'
import type { Side } from '../core/spec.js'
import type { StoredSet } from '../data/openSet.js'

export interface OwnLabels {
  readonly labels: readonly string[]
  readonly from: 'plan' | 'artifact' | 'set' | 'recording'
}

/** The labels that both sides are compared on, each side's own order, and which label is the positive one. */
export interface LabelAgreement {
  readonly labels: readonly string[]
  readonly own: Readonly<Record<Side, OwnLabels>>
  /** Index into `labels`; null when there are more than two and the plan names none. */
  readonly positive: number | null
  readonly notices: readonly Notice[]
}

/** More labels than this in a label column are taken for a mistake: a number or an id, not a class. */
const MOST_LABELS = 1000

/** Names that usually mean "the case we look for", when the plan does not say. */
const USUAL_POSITIVES = ['yes', 'true', 'positive', 'oui', 'vrai', 'positif']

/**
 * Agrees on one list of labels by name: the old model's order first, then what only the new one knows.
 * A side that carries no labels takes those of the set, sorted as scikit-learn sorts `classes_`, and the report says so.
 */
export async function agreeOnLabels(options: {
  readonly own: Readonly<Record<Side, OwnLabels | null>>
  readonly positive: string | undefined
  readonly setLabels: () => Promise<readonly string[]>
}): Promise<LabelAgreement> {
  const bySet = async (): Promise<OwnLabels> => ({ labels: await options.setLabels(), from: 'set' })
  const old = options.own.old ?? (await bySet())
  const ofNew = options.own.new ?? (await bySet())
  const added = ofNew.labels.filter((label) => !old.labels.includes(label))
  const lost = old.labels.filter((label) => !ofNew.labels.includes(label))
  const labels = [...old.labels, ...added]
  if (lost.length === old.labels.length) {
    throw new RecetteError(
      'LABELS_DISJOINT',
      `old knows the labels ${old.labels.join(', ')}; new knows ${ofNew.labels.join(', ')}: they have none in common.`,
      'Give both models the same names, in the order of their own scores: models.old.labels and models.new.labels.',
    )
  }
  const notices: Notice[] = []
  if (added.length > 0) notices.push({ code: 'labels-added', values: { labels: added.join(', ') } })
  if (lost.length > 0) notices.push({ code: 'labels-lost', values: { labels: lost.join(', ') } })
  const positive = choosePositive(labels, options.positive)
  if (positive !== null && options.positive === undefined) {
    notices.push({ code: 'positive-guessed', values: { label: labels[positive]! } })
  }
  return { labels, own: { old, new: ofNew }, positive, notices }
}

function choosePositive(labels: readonly string[], asked: string | undefined): number | null {
  if (asked !== undefined) {
    const index = labels.indexOf(asked)
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

/** Distinct values of a label column over some sets: numbers by size, then text by code unit. */
export async function labelsInSets(
  sets: readonly StoredSet[],
  label: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (label === undefined) {
    throw new RecetteError(
      'LABELS_UNKNOWN',
      'Neither the artifact nor the plan says which labels the scores stand for, and no label column is named.',
      'Give models.old.labels and models.new.labels, or name the label column: columns.label.',
    )
  }
  const seen = new Set<string>()
  for (const set of sets) {
    for await (const batch of set.batches({ columns: [label], signal })) {
      const column = batch.columns[0]!
      if (column.kind === 'text') for (const value of column.dictionary) seen.add(value)
      else {
        const numbers = new Set<number>()
        for (let row = 0; row < batch.rows; row++) {
          if (column.kind !== 'tensor' && numbers.has(column.values[row]!)) continue
          const text = cellText(column, row)
          if (text !== null) seen.add(text)
          if (column.kind !== 'tensor') numbers.add(column.values[row]!)
        }
      }
      if (seen.size > MOST_LABELS) {
        throw new RecetteError(
          'LABELS_TOO_MANY',
          `${set.spec.file.shown}: the label column "${label}" has more than ${MOST_LABELS} different values.`,
          'Is this a regression? Then say `task: regression`. Otherwise give the labels in models.old.labels and models.new.labels.',
        )
      }
    }
  }
  return [...seen].sort(byNumberThenText)
}

function byNumberThenText(a: string, b: string): number {
  const x = Number(a)
  const y = Number(b)
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return a < b ? -1 : 1
}
