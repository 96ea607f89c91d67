import type { ModelSpec } from '../core/spec.js'
import { reportMissing, type Builder } from './builder.js'
import type { WrittenColumns } from './planSchema.js'

/** A state goes from case to case of a sequence, so the plan must say what a sequence is; and who has no state has no use for one. */
export function checkSequences(
  { group, order, id, label }: WrittenColumns = {},
  models: readonly (ModelSpec | null)[],
  builder: Builder,
): void {
  const { problems } = builder
  const stateful = models.filter((model) => model?.kind === 'artifact' && model.states !== undefined)
  if (stateful.length > 0 && group === undefined)
    reportMissing(
      builder,
      ['columns', 'group'],
      `models.${stateful[0]!.side} is fed from its own output, but the plan does not say which cases follow one another.`,
      'Add group: COLUMN to columns, the column that names the sequence of a case; and order: COLUMN if another tells their order.',
    )
  for (const [role, name] of [
    ['group', group],
    ['order', order],
  ] as const) {
    if (name === undefined) continue
    // A model that could not be read may have been the one with a state.
    if (stateful.length === 0 && !models.includes(null))
      problems.add(
        ['columns', role],
        'PLAN_DOES_NOT_FIT',
        `columns.${role} is about sequences of cases, but no model has an input that is fed from an output.`,
        `Write models.new.inputs: { NAME: { state: OUTPUT } } for the input of state, or remove ${role}.`,
      )
    else if (name === label || (role === 'group' && (name === order || name === id)))
      problems.add(
        ['columns', role],
        'PLAN_DOES_NOT_FIT',
        `columns.${role} is "${name}", which is ${name === label ? 'what is right' : name === id ? 'the id of a case: every case would be a sequence of its own' : 'also the order of the cases'}.`,
        'Name another column.',
      )
  }
}
