import type { Plan } from '../../core/spec.js'

/** Columns that are about a case, never an input unless the plan maps them. */
export function reservedColumns(plan: Plan): string[] {
  const { id, label } = plan.columns
  return [id, label].filter((name) => name !== undefined)
}
