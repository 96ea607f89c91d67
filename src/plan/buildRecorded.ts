import type { PredictionsSpec, Side } from '../core/spec.js'
import { buildPredictions, type ModelContext } from './buildPredictions.js'
import { reportMissing, type Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenModel } from './modelSchema.js'
import type { PlanPath } from './problemList.js'

/** The answers that an artifact is said to have given earlier; undefined where there are none, or with at least one problem said. */
export function buildRecorded(
  side: Side,
  { recorded, labels }: WrittenModel,
  path: PlanPath,
  context: ModelContext,
  builder: Builder,
): PredictionsSpec | undefined {
  if (recorded === undefined) return undefined
  const { file, ...columns } = recorded
  if (file === undefined) {
    reportMissing(builder, [...path, 'file'], `${path.join('.')} does not say which file it is.`, 'Add file: PATH.')
    return undefined
  }
  for (const label of Object.keys(columns.scores ?? {})) {
    if (labels === undefined || labels.includes(label)) continue
    builder.problems.add(
      [...path, 'scores', label],
      'PLAN_UNKNOWN_LABEL',
      `${path.join('.')}.scores has the label "${label}", which is none of models.${side}.labels: ${labels.join(', ')}.`,
      'Write the labels as the model has them.',
    )
  }
  const written = definedOnly({ ...columns, labels })
  return buildPredictions(side, written, file, path, context, builder, 'file') ?? undefined
}
