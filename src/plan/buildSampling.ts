import type { Task } from '../core/task.js'
import type { Builder } from './builder.js'
import type { WrittenColumns } from './planSchema.js'

const ROLES = ['cluster', 'weight'] as const

/** What a column of clusters or weights cannot be besides; a cluster may well be a segment. */
export function buildSampling(written: WrittenColumns, task: Task | null, { problems }: Builder): void {
  for (const role of ROLES) {
    const name = written[role]
    if (name === undefined) continue
    if (task === 'tensors')
      problems.add(
        ['columns', role],
        'PLAN_DOES_NOT_FIT',
        `columns.${role} ("${name}") cannot be taken into account in a task tensors: raw outputs are compared element by element, as facts about these very cases.`,
        `Remove ${role}.`,
      )
    const other = (['label', ...(role === 'cluster' ? ['weight'] : ['id'])] as const).find(
      (key) => written[key as 'label' | 'id' | 'weight'] === name,
    )
    if (other !== undefined)
      problems.add(
        ['columns', role],
        'PLAN_DOES_NOT_FIT',
        `The column "${name}" cannot be both the ${other} and the ${role} of a case.`,
        `Name another column for one of the two, or leave ${role} out.`,
      )
    if (role === 'cluster' && name === written.id)
      problems.add(
        ['columns', 'cluster'],
        'PLAN_DOES_NOT_FIT',
        `The column "${name}" cannot be both the id and the cluster of a case: an id names one case alone, so no two would ever be of one cluster.`,
        'Name the column whose values repeat within a household or company, or leave cluster out.',
      )
  }
}
