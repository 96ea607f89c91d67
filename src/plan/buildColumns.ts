import { didYouMean } from '../core/nearestName.js'
import type { ColumnRoles } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { buildLabelSets } from './buildLabelSets.js'
import { buildSegments } from './buildSegments.js'
import type { Builder } from './builder.js'
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
  const { positive, label, id, group, order } = written
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
  refuseUnsupported(written, builder)
  return {
    ...definedOnly({ id, label, positive, group, order, features: written.features, ...sets }),
    segments: buildSegments(written.segments, builder),
    missingLabels: written.missingLabels ?? 'refuse',
  }
}

/** Roles that no measure of this version takes into account: to leave them aside would judge something else than was agreed. */
function refuseUnsupported({ cluster, weight }: WrittenColumns, { problems }: Builder): void {
  if (cluster !== undefined) {
    problems.add(
      ['columns', 'cluster'],
      'PLAN_NOT_SUPPORTED',
      `columns.cluster ("${cluster}") is not supported by this version: cases of one cluster would be taken for independent ones, the intervals would be too narrow, and a model could pass that should not.`,
      'Remove cluster, and store a set with one case of each cluster.',
    )
  }
  if (weight !== undefined) {
    problems.add(
      ['columns', 'weight'],
      'PLAN_NOT_SUPPORTED',
      `columns.weight ("${weight}") is not supported by this version: every case would count once, so the numbers would not be those that were agreed, and their intervals would be too narrow.`,
      'Remove weight, and store a set whose cases stand in the proportions that matter.',
    )
  }
}

function checkRepeats(names: readonly string[] | undefined, path: readonly string[], { problems }: Builder): void {
  names?.forEach((name, index) => {
    if (names.indexOf(name) === index) return
    problems.add([...path, index], 'PLAN_REPEATED_NAME', `"${name}" stands twice in ${path.join('.')}.`, 'Remove one.')
  })
}
