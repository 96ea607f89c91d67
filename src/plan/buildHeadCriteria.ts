import type { Criterion } from '../core/criterion.js'
import type { HeadPlan } from '../core/head.js'
import type { Notice } from '../core/result.js'
import { buildCriteria, type BuiltCriteria } from './buildCriteria.js'
import type { CriterionContext } from './buildCriterion.js'
import { headLabels, isScorelessHead } from './buildHeads.js'
import type { Builder } from './builder.js'
import type { WrittenPlan } from './planSchema.js'

/**
 * The criteria of each head, as those of a plan of its own; what is about the columns or the machine stands once. A head of which nothing
 * is demanded would pass unseen, and is refused.
 */
export async function buildHeadCriteria(
  written: WrittenPlan,
  heads: readonly HeadPlan[],
  context: CriterionContext,
  builder: Builder,
): Promise<BuiltCriteria> {
  const criteria = new Map<string, Criterion>()
  const notices = new Map<string, Notice>()
  let preset: string | null = null
  for (const head of heads) {
    const own = written.heads![head.name]!
    const built = await buildCriteria(
      written,
      {
        ...context,
        task: head.task,
        tasks: heads.map(({ task }) => task),
        targetUnit: head.targetUnit,
        hasLabel: head.label !== undefined || builder.dropped(['heads', head.name, 'label']),
        labels: headLabels(own),
        labelMap: head.map,
        scoreless: isScorelessHead(own),
        head: head.name,
      },
      builder,
    )
    preset ??= built.preset
    for (const criterion of built.criteria) if (!criteria.has(criterion.id)) criteria.set(criterion.id, criterion)
    for (const notice of built.notices) notices.set(JSON.stringify(notice), notice)
  }
  for (const { name } of heads) refuseUnjudged(name, [...criteria.values()], builder)
  return { preset, criteria: [...criteria.values()], notices: [...notices.values()] }
}

function refuseUnjudged(name: string, criteria: readonly Criterion[], { problems }: Builder): void {
  const counts = ({ options, level, waived }: Criterion): boolean =>
    options.head === name && level === 'error' && waived === null
  if (!problems.isEmpty || criteria.some(counts)) return
  problems.add(
    ['heads', name],
    'PLAN_NOTHING_DEMANDED',
    `Nothing is demanded of the head "${name}": no criterion of level error is about it, so it could not fail.`,
    `Add a criterion with head: ${name}, or remove the head.`,
  )
}
