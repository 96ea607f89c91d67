import { cellText, columnOf, type Batch, type Column } from '../core/batch.js'
import { RecetteError, type Position } from '../core/errors.js'
import { requireName } from '../core/requireName.js'
import { didYouMean } from '../core/nearestName.js'
import type { Truth } from '../core/predictions.js'
import type { ColumnRoles } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { readLabelSets, type LabelSetColumns } from './labelSets.js'

/** Reads what is right from the label column; rows without it are counted, and refused unless the plan leaves them out. */
export interface TruthReader {
  /** `keep` has one byte a row, 0 where the label is missing; null when none is. */
  read(batch: Batch): { truth: Truth; keep: Uint8Array | null }
}

export function readTruth(options: {
  readonly set: string
  readonly task: Task
  readonly columns: LabelSetColumns
  readonly labels: readonly string[]
  /** Index into `labels` of each text in the column; by name when not given. */
  readonly index?: ReadonlyMap<string, number> | undefined
  /** Where a row (0-based) stands in its file, if the reader knows. */
  readonly positionOf?: ((row: number) => Position | undefined) | undefined
}): TruthReader {
  const { task, columns } = options
  const { label, missingLabels } = columns
  const asked: Asked = { ...options, missingLabels }
  if (task === 'multilabel' && (label !== undefined || columns.labelColumns !== undefined))
    return readLabelSets(options, (keep, batch, row, column) =>
      leaveOut(keep, batch, row, column, asked, NO_LABEL_AT_ALL),
    )
  if (label === undefined || task === 'tensors') return { read: () => ({ truth: { kind: 'none' }, keep: null }) }
  if (task === 'regression') return { read: (batch) => readValues(columnOf(batch, label), batch, asked) }
  const codes = codeLabels(asked)
  return { read: (batch) => codes(columnOf(batch, label), batch) }
}

interface Asked {
  readonly set: string
  readonly labels: readonly string[]
  readonly index?: ReadonlyMap<string, number> | undefined
  readonly missingLabels: ColumnRoles['missingLabels']
  readonly positionOf?: ((row: number) => Position | undefined) | undefined
}

function readValues(column: Column, batch: Batch, asked: Asked): { truth: Truth; keep: Uint8Array | null } {
  if (column.kind !== 'number') {
    throw new RecetteError(
      'LABEL_NOT_A_NUMBER',
      `${asked.set}: the label column "${column.name}" holds ${column.kind}, but a regression needs numbers.`,
      'Set `task: classification` if these are classes, or name the numeric column in columns.label.',
    )
  }
  let keep: Uint8Array | null = null
  for (let row = 0; row < batch.rows; row++) {
    const value = column.values[row]!
    if (Number.isFinite(value)) continue
    if (!Number.isNaN(value)) {
      throw new RecetteError(
        'LABEL_NOT_FINITE',
        `${asked.set}: row ${batch.start + row + 1}: the label "${column.name}" is ${value}.`,
        'A label must be a finite number: mend the set.',
        { at: asked.positionOf?.(batch.start + row) },
      )
    }
    keep = leaveOut(keep, batch, row, column.name, asked)
  }
  return { truth: { kind: 'values', values: column.values }, keep }
}

/** Text, numbers and booleans become label indices; each distinct value is looked up once. */
function codeLabels(asked: Asked): (column: Column, batch: Batch) => { truth: Truth; keep: Uint8Array | null } {
  const indexOf = asked.index ?? new Map(asked.labels.map((label, index) => [label, index]))
  const byCode: number[] = []
  const byNumber = new Map<number, number>()

  const look = (column: Column, row: number, batch: Batch): number => {
    const text = cellText(column, row)!
    const index = indexOf.get(text)
    if (index !== undefined) return index
    requireName(`${asked.set}: row ${batch.start + row + 1}: the label in the column "${column.name}"`, text)
    throw new RecetteError(
      'LABEL_UNKNOWN',
      `${asked.set}: row ${batch.start + row + 1}: the label "${text}" in column "${column.name}" is none of the models' labels: ${asked.labels.join(', ')}.${didYouMean(text, asked.labels)}`,
      "Give the models' own labels in models.old.labels and models.new.labels, in the order of their scores, written as in the set.",
      { at: asked.positionOf?.(batch.start + row) },
    )
  }

  return (column, batch) => {
    const labels = new Int32Array(batch.rows)
    let keep: Uint8Array | null = null
    for (let row = 0; row < batch.rows; row++) {
      if (isMissing(column, row)) {
        keep = leaveOut(keep, batch, row, column.name, asked)
        labels[row] = -1
      } else if (column.kind === 'text') {
        const code = column.codes[row]!
        labels[row] = byCode[code] ??= look(column, row, batch)
      } else if (column.kind === 'number' || column.kind === 'bool') {
        const value = column.values[row]!
        let index = byNumber.get(value)
        if (index === undefined) byNumber.set(value, (index = look(column, row, batch)))
        labels[row] = index
      } else look(column, row, batch)
    }
    return { truth: { kind: 'classes', labels }, keep }
  }
}

function isMissing(column: Column, row: number): boolean {
  if (column.valid !== null && column.valid[row] === 0) return true
  if (column.kind === 'text') return column.codes[row]! < 0
  return column.kind === 'number' && Number.isNaN(column.values[row]!)
}

/** In a multilabel set nothing written may mean that no label applies. */
const NO_LABEL_AT_ALL = '; if it means that no label applies, write `missingLabels: none`'

function leaveOut(
  keep: Uint8Array | null,
  batch: Batch,
  row: number,
  column: string,
  asked: Asked,
  otherwise = '',
): Uint8Array {
  if (asked.missingLabels === 'refuse') {
    throw new RecetteError(
      'LABEL_MISSING',
      `${asked.set}: row ${batch.start + row + 1} has no label in column "${column}".`,
      `Fill the label in, or write \`missingLabels: exclude\` under columns: such cases are then left out, and the report says how many${otherwise}.`,
      { at: asked.positionOf?.(batch.start + row) },
    )
  }
  const kept = keep ?? new Uint8Array(batch.rows).fill(1)
  kept[row] = 0
  return kept
}
