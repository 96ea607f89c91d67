import type { ColumnRoles } from '../core/spec.js'
import type { Task } from '../core/task.js'
import type { Builder } from './builder.js'
import type { WrittenColumns } from './planSchema.js'

type LabelSetRoles = Partial<Pick<ColumnRoles, 'labelColumns' | 'labelOrder' | 'separator'>>

/** Where the sets of true labels stand in a multilabel task, and how they are written. */
export function buildLabelSets(written: WrittenColumns, task: Task | null, { problems }: Builder): LabelSetRoles {
  const { label, labels, separator, missingLabels } = written
  const misfit = (key: string, message: string, hint: string): void =>
    problems.add(['columns', key], 'PLAN_DOES_NOT_FIT', message, hint)
  if (task !== null && task !== 'multilabel') {
    for (const [key, value] of Object.entries({ labels, separator }))
      if (value !== undefined)
        misfit(
          key,
          `columns.${key} is for the task multilabel, but the task is ${task}.`,
          `Remove ${key}, or write task: multilabel.`,
        )
    if (missingLabels === 'none')
      misfit(
        'missingLabels',
        `columns.missingLabels is none, but a case of a ${task} has a label.`,
        'Write refuse or exclude, or task: multilabel.',
      )
    return {}
  }
  if (separator !== undefined && label === undefined)
    misfit(
      'separator',
      'columns.separator is given, but no column of texts: columns.label.',
      'Add label: NAME, or remove separator.',
    )
  if (labels === undefined) return separator === undefined ? {} : { separator }
  if (separator !== undefined)
    misfit(
      'separator',
      'columns.labels and columns.separator are two ways to say which labels a case has.',
      'Remove one of the two.',
    )
  if (Array.isArray(labels)) {
    const repeated = labels.find((name, index) => labels.indexOf(name) !== index)
    if (repeated !== undefined)
      problems.add(
        ['columns', 'labels'],
        'PLAN_REPEATED_NAME',
        `"${repeated}" stands twice in columns.labels.`,
        'Remove one.',
      )
    return label === undefined
      ? { labelColumns: labels.map((name) => ({ label: name, column: name })) }
      : { labelOrder: labels }
  }
  if (label !== undefined)
    misfit(
      'labels',
      'columns.labels names a column for each label, and columns.label one for all of them.',
      'Keep one of the two; labels as a list, beside label, gives the order of its lists of 0 and 1.',
    )
  return { labelColumns: Object.entries(labels).map(([name, column]) => ({ label: name, column })) }
}
