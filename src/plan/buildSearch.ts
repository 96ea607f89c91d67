import type { SearchPlan } from '../core/spec.js'
import type { Task } from '../core/task.js'
import type { Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenPlan } from './planSchema.js'

const DEFAULT_MIN_CASES = 50
const DEFAULT_DEPTH = 2

/** On unless the plan says otherwise; raw outputs have nothing to lose. */
export function buildSearch(
  { search = true, columns: roles }: WrittenPlan,
  task: Task | null,
  { problems }: Builder,
): SearchPlan | null {
  if (search === false) return null
  const written = search === true ? {} : search
  if (task === 'tensors') {
    if (search !== true)
      problems.add(
        ['search'],
        'PLAN_DOES_NOT_FIT',
        'search looks for the segments in which answers become worse, but the task tensors compares raw outputs.',
        'Remove search.',
      )
    return null
  }
  const taken = [roles?.id, roles?.label].filter((name) => name !== undefined)
  written.columns?.forEach((name, index) => {
    if (taken.includes(name))
      problems.add(
        ['search', 'columns', index],
        'PLAN_DOES_NOT_FIT',
        `"${name}" is the ${name === roles?.id ? 'id' : 'label'} of a case, and no column to search segments by.`,
        'Remove it from search.columns.',
      )
  })
  return {
    ...definedOnly({ columns: written.columns }),
    minCases: written.minCases ?? DEFAULT_MIN_CASES,
    depth: written.depth === 1 ? 1 : DEFAULT_DEPTH,
  }
}
