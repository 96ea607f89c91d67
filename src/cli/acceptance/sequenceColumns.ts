import { RecetteError, type Position } from '../../core/errors.js'
import type { SequenceColumns } from '../../core/sequence.js'
import type { Notice } from '../../core/result.js'
import type { Plan } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'

/** The plan's sequences; it has them where a model has a state, and only there. */
export function sequenceColumns({ columns: { group, order } }: Plan): SequenceColumns | undefined {
  return group === undefined ? undefined : { group, ...(order === undefined ? {} : { order }) }
}

export function hasState({ models }: Plan): boolean {
  return [models.old, models.new].some((model) => model.kind === 'artifact' && model.states !== undefined)
}

/** Where the set is the contract, there is no interval for the cases to be dependent in. */
export function sequenceNotices(plan: Plan): readonly Notice[] {
  return hasState(plan) && plan.basis === 'sample' ? [{ code: 'sequences-independent', values: {} }] : []
}

/** The columns are there; whether they can be what the plan takes them for. */
export function checkSequenceColumns(
  plan: Plan,
  set: StoredSet,
  at: ((path: readonly (string | number)[]) => Position) | undefined,
): void {
  const { group, order } = plan.columns
  const refuse = (role: string, name: string, problem: string, hint: string): RecetteError =>
    new RecetteError(
      'COLUMN_WRONG_KIND',
      `${set.spec.file.shown}: column "${name}" ${problem}, so it cannot be columns.${role}.`,
      hint,
      { kind: 'usage', at: at?.(['columns', role]) },
    )
  for (const field of set.fields) {
    const isDate = field.type === 'date32' || field.type === 'timestamp'
    if (field.name === group && (field.kind === 'tensor' || field.kind === 'bytes'))
      throw refuse(
        'group',
        group,
        `holds ${field.kind === 'bytes' ? 'files' : 'lists'}`,
        'Name a column of names or numbers.',
      )
    if (field.name === order && field.kind !== 'number' && !isDate)
      throw refuse(
        'order',
        order,
        'holds neither numbers nor dates',
        'Name a column of numbers or dates, say how dates are written (dateFormat in the card of the set), or remove order if the set stands in the right order.',
      )
  }
}
