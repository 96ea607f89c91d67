import type { HeadPlan } from '../../core/head.js'
import type { ModelSpec, Plan, Side } from '../../core/spec.js'

/** The plan as it would be if the models had this head alone, but for its criteria. */
export function planOfHead(plan: Plan, head: HeadPlan): Plan {
  const { label, positive, map } = head
  const { labels: _, ...rest } = plan
  return {
    ...rest,
    task: head.task,
    targetUnit: head.targetUnit,
    models: { old: specOfHead(plan.models.old, head), new: specOfHead(plan.models.new, head) },
    ...(map === undefined ? {} : { labels: map }),
    columns: {
      ...plan.columns,
      ...(label === undefined ? {} : { label }),
      ...(positive === undefined ? {} : { positive }),
    },
    criteria: plan.criteria.flatMap((criterion) => {
      const { head: of, ...options } = criterion.options
      return of === undefined || of === head.name ? [{ ...criterion, options }] : []
    }),
  }
}

/** A model of which one head is read. */
export function specOfHead<Spec extends ModelSpec>(spec: Spec, head: Readonly<Record<Side, object>>): Spec {
  return { ...spec, ...head[spec.side] }
}
