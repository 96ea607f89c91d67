import type { Plan } from '../../core/spec.js'

/** Columns that are about a case, never an input unless the plan maps them. */
export function reservedColumns(plan: Plan): string[] {
  const { id, label, labelColumns = [], group, order, cluster, weight } = plan.columns
  const heads = (plan.heads ?? []).map((head) => head.label)
  return [id, label, ...heads, ...labelColumns.map(({ column }) => column), group, order, cluster, weight].filter(
    (name) => name !== undefined,
  )
}
