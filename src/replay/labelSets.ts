import { columnOf, type Batch, type Column } from '../core/batch.js'
import { requireName } from '../core/requireName.js'
import { RecetteError, type Position } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { ColumnRoles } from '../core/spec.js'
import type { StoredSet } from '../data/openSet.js'
import { labelSetReader, labelsOfText, type TextTrouble } from './labelSetTexts.js'
import { sortLabels } from '../core/plainLabel.js'
import type { TruthReader } from './truth.js'

/** Where the labels of each case stand, and how they are written. */
export type LabelSetColumns = Pick<ColumnRoles, 'label' | 'labelColumns' | 'labelOrder' | 'separator' | 'missingLabels'>

interface Asked {
  readonly set: string
  readonly labels: readonly string[]
  /** Index into `labels` of each text of the set; by name when not given. */
  readonly index?: ReadonlyMap<string, number> | undefined
  readonly columns: LabelSetColumns
  readonly positionOf?: ((row: number) => Position | undefined) | undefined
}

/** Reads the set of true labels of each case: from one column of texts or lists, or from one column of 0 and 1 for each label. */
export function readLabelSets(
  asked: Asked,
  leave: (kept: Keep, batch: Batch, row: number, column: string) => Keep,
): TruthReader {
  const { label, labelColumns } = asked.columns
  const read = labelColumns === undefined ? fromTexts(asked, label!) : fromFlags(asked, labelColumns)
  return {
    read(batch) {
      const flags = new Uint8Array(batch.rows * asked.labels.length)
      let keep: Keep = null
      read(batch, flags, (row, column) => {
        if (asked.columns.missingLabels !== 'none') keep = leave(keep, batch, row, column)
      })
      return { truth: { kind: 'label-sets', flags }, keep }
    },
  }
}

export type Keep = Uint8Array | null
type Read = (batch: Batch, flags: Uint8Array, missing: (row: number, column: string) => void) => void

function fromTexts(asked: Asked, name: string): Read {
  const { labels, columns } = asked
  let at = 0
  const indicesOf = labelSetReader({
    index: indexOf(asked),
    separator: columns.separator,
    order: columns.labelOrder,
    refuse: (trouble, text, row) => {
      throw badText(asked, name, trouble, text, at + row)
    },
  })
  return (batch, flags, missing) => {
    const column = columnOf(batch, name)
    if (column.kind !== 'text') throw notTexts(asked, column)
    at = batch.start
    for (let row = 0; row < batch.rows; row++) {
      if (column.codes[row]! < 0) missing(row, name)
      else for (const label of indicesOf(column, row)) flags[row * labels.length + label] = 1
    }
  }
}

function fromFlags(asked: Asked, columns: NonNullable<LabelSetColumns['labelColumns']>): Read {
  const { labels, set } = asked
  const index = indexOf(asked)
  const unknown = columns.find(({ label }) => !index.has(label))?.label
  const covered = new Set(columns.map(({ label }) => index.get(label)))
  const without = labels.find((_, k) => !covered.has(k))
  if (without !== undefined || unknown !== undefined)
    throw new RecetteError(
      'LABEL_COLUMNS',
      `${set}: ${
        unknown === undefined
          ? `no column says which cases have the label "${without}", which the models know`
          : `columns.labels names "${unknown}", which is none of the models' labels: ${labels.join(', ')}.${didYouMean(unknown, labels)}`
      }`,
      'Give one column for each label in columns.labels: { LABEL: COLUMN }, and the same names in the models’ labels.',
      { kind: 'usage' },
    )
  return (batch, flags, missing) => {
    for (const { label, column: name } of columns) {
      const k = index.get(label)!
      const column = columnOf(batch, name)
      if (column.kind !== 'number' && column.kind !== 'bool') throw notFlags(asked, column)
      for (let row = 0; row < batch.rows; row++) {
        const value = column.values[row]!
        if ((column.valid !== null && column.valid[row] === 0) || Number.isNaN(value)) missing(row, name)
        else if (value === 1) flags[row * labels.length + k] = 1
        else if (value !== 0) throw notFlags(asked, column, batch.start + row, value)
      }
    }
  }
}

function indexOf({ index, labels }: Asked): ReadonlyMap<string, number> {
  return index ?? new Map(labels.map((label, at) => [label, at]))
}

/**
 * Every label that the sets name, sorted as scikit-learn's MultiLabelBinarizer sorts them; or in the order in which the plan lists them. Null when
 * no column names any. With `broken`, a set that cannot be read is left to be told of when it is replayed.
 */
export async function labelsOfLabelSets(
  sets: readonly StoredSet[],
  columns: LabelSetColumns,
  signal: AbortSignal,
  { broken }: { readonly broken?: 'skip' } = {},
): Promise<readonly string[] | null> {
  if (columns.labelColumns !== undefined) return columns.labelColumns.map(({ label }) => label)
  if (columns.labelOrder !== undefined) return columns.labelOrder
  const { label: name, separator } = columns
  if (name === undefined) return null
  const found = new Set<string>()
  for (const set of sets) {
    try {
      await collectLabels(set, name, separator, signal, found)
    } catch (error) {
      signal.throwIfAborted()
      if (broken !== 'skip') throw error
    }
  }
  return sortLabels(found)
}

async function collectLabels(
  set: StoredSet,
  name: string,
  separator: string | undefined,
  signal: AbortSignal,
  found: Set<string>,
): Promise<void> {
  const asked = {
    set: set.spec.file.shown,
    labels: [],
    columns: { missingLabels: 'none' as const },
    positionOf: set.positionOf,
  }
  let read = 0
  for await (const batch of set.batches({ columns: [name], signal })) {
    const column = batch.columns[0]!
    if (column.kind !== 'text') throw notTexts(asked, column)
    for (; read < column.dictionary.length; read++) {
      const text = column.dictionary[read]!
      const labels = labelsOfText(text, separator)
      if (labels === null)
        throw badText(asked, name, { kind: 'no-list' }, text, batch.start + Math.max(0, column.codes.indexOf(read)))
      for (const label of labels) {
        requireName(`${set.spec.file.shown}: a label in the column "${name}"`, label)
        found.add(label)
      }
    }
    if (found.size > MOST_LABELS)
      throw new RecetteError(
        'LABELS_TOO_MANY',
        `${set.spec.file.shown}: the column "${name}" names more than ${MOST_LABELS} different labels.`,
        'Is the separator right?',
      )
  }
}

/** More labels than this are taken for a mistake: words of a text, not labels. */
const MOST_LABELS = 10_000

function badText(asked: Asked, column: string, trouble: TextTrouble, text: string, row: number): RecetteError {
  const { set, labels, positionOf } = asked
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
  const [what, hint] = wordsFor(trouble, shown, labels)
  return new RecetteError('LABEL_SET', `${set}: row ${row + 1}: column "${column}" ${what}`, hint, {
    at: positionOf?.(row),
  })
}

const NAMES_HINT =
  "Give the models' own labels in models.old.labels and models.new.labels, in the order of their scores, written as in the set."
const ORDER_HINT =
  'If the lists hold a 0 or 1 for each label, give the labels in their order: columns: { label: NAME, labels: [A, B, …] }; if they hold numbers of labels, give these as the labels of both models.'

function wordsFor(
  trouble: TextTrouble,
  shown: string,
  labels: readonly string[],
): readonly [what: string, hint: string] {
  switch (trouble.kind) {
    case 'no-list':
      return [
        `holds "${shown}", which is not a list of labels.`,
        'Say what stands between two labels, e.g. columns: { label: NAME, separator: "|" }.',
      ]
    case 'unknown':
      return [
        `names "${trouble.label}", which is none of the models' labels: ${labels.join(', ')}.${didYouMean(trouble.label, labels)}`,
        /^(0|1|0\.0|1\.0)$/.test(trouble.label) ? ORDER_HINT : NAMES_HINT,
      ]
    case 'repeated':
      return [`names "${trouble.label}" twice ("${shown}").`, ORDER_HINT]
    case 'width':
      return [
        `holds "${shown}" (${trouble.found} values), but columns.labels says that it is a list of 0 and 1 for each label.`,
        'Correct columns.labels, or leave it out if the column names the labels.',
      ]
  }
}

function notTexts({ set }: Asked, column: Column): RecetteError {
  return new RecetteError(
    'LABEL_SET',
    `${set}: column "${column.name}" holds ${column.kind}, but the task multilabel needs the labels of each case.`,
    'Name a column of texts or lists in columns.label, or one column of 0 and 1 for each label in columns.labels.',
  )
}

function notFlags({ set, positionOf }: Asked, column: Column, row?: number, value?: number): RecetteError {
  return new RecetteError(
    'LABEL_SET',
    row === undefined
      ? `${set}: column "${column.name}" holds ${column.kind}, but a column of columns.labels must hold 0 and 1, or true and false.`
      : `${set}: row ${row + 1}: column "${column.name}" is ${value}, but a column of columns.labels must hold 0 and 1.`,
    'If one column names all labels of a case, give it in columns.label.',
    { at: row === undefined ? undefined : positionOf?.(row) },
  )
}
