import type { OutputPlan } from '../core/spec.js'
import type { Task } from '../core/task.js'
import type { Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenOutputs } from './outputsSchema.js'

/** Which outputs are compared and how; undefined when the plan leaves it to the models. */
export function buildOutputs(
  written: WrittenOutputs | undefined,
  task: Task | null,
  { problems }: Builder,
): readonly OutputPlan[] | undefined {
  if (written === undefined) return undefined
  const entries = Object.entries(written)
  if (task !== null && task !== 'tensors') {
    problems.add(
      ['outputs'],
      'PLAN_DOES_NOT_FIT',
      `outputs says how raw outputs are compared, but the task is ${task}.`,
      'Remove outputs (the output to read is named in models.old.output and models.new.output), or write task: tensors.',
    )
    return undefined
  }
  if (entries.length === 0) {
    problems.add(
      ['outputs'],
      'PLAN_NOTHING_COMPARED',
      'outputs lists nothing, so nothing would be compared.',
      'List the outputs to compare, outputs: { NAME: {} }, or remove outputs to compare all.',
    )
    return undefined
  }
  for (const [name, output] of entries) {
    const path = ['outputs', name]
    if (output.axis !== undefined && (output.reduce ?? 'none') === 'none')
      problems.add(
        [...path, 'axis'],
        'PLAN_DOES_NOT_FIT',
        `outputs.${name}.axis says along which axis to reduce, but there is no reduction.`,
        'Add reduce: mean (or max, sum, argmax), or remove axis.',
      )
    if (output.neighbours !== undefined && output.reduce === 'argmax')
      problems.add(
        [...path, 'neighbours'],
        'PLAN_DOES_NOT_FIT',
        `outputs.${name} looks for nearest neighbours among places of a largest element, which have no direction.`,
        'Remove neighbours, or reduce by mean.',
      )
  }
  return entries.map(([name, output]) => ({ name, ...definedOnly(output) }))
}
