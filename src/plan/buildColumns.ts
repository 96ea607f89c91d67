import { didYouMean } from '../core/nearestName.js'
import type { ColumnRoles } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { buildLabelSets } from './buildLabelSets.js'
import { buildSegments } from './buildSegments.js'
import type { Builder } from './builder.js'
import { buildSampling } from './buildSampling.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenColumns } from './planSchema.js'

const NONE: WrittenColumns = {}

export function buildColumns(
  written: WrittenColumns = NONE,
  task: Task | null,
  labels: readonly string[] | null,
  builder: Builder,
): ColumnRoles {
  const { problems } = builder
  const sets = buildLabelSets(written, task, builder)
  checkRepeats(written.features, ['columns', 'features'], builder)
  const { positive, label, id, group, order, cluster, weight } = written
  if (positive !== undefined && (task === 'regression' || task === 'multilabel')) {
    problems.add(
      ['columns', 'positive'],
      'PLAN_DOES_NOT_FIT',
      task === 'regression'
        ? 'columns.positive names a label, but a regression has no labels.'
        : 'columns.positive names a label, but in a multilabel task none of them is the positive one.',
      'Remove positive, or write task: classification.',
    )
  }
  if (positive !== undefined && labels !== null && !labels.includes(positive)) {
    problems.add(
      ['columns', 'positive'],
      'PLAN_UNKNOWN_LABEL',
      `columns.positive is "${positive}", which is not one of the labels that the models declare.${didYouMean(positive, labels)}`,
      `Labels: ${labels.join(', ')}.`,
    )
  }
  if (label !== undefined && label === id) {
    problems.add(
      ['columns', 'label'],
      'PLAN_DOES_NOT_FIT',
      `The column "${label}" cannot be both the id and the label of a case.`,
      'Name another column for one of the two, or leave id out: cases are then known by their row number.',
    )
  }
  buildSampling(written, task, builder)
  return {
    ...definedOnly({ id, label, positive, group, order, cluster, weight, features: written.features, ...sets }),
    segments: buildSegments(written.segments, builder),
    missingLabels: written.missingLabels ?? 'refuse',
  }
}

function checkRepeats(names: readonly string[] | undefined, path: readonly string[], { problems }: Builder): void {
  names?.forEach((name, index) => {
    if (names.indexOf(name) === index) return
    problems.add([...path, index], 'PLAN_REPEATED_NAME', `"${name}" stands twice in ${path.join('.')}.`, 'Remove one.')
  })
}
