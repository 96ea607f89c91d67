import type { DecisionCosts } from '../core/decisionCosts.js'
import { didYouMean } from '../core/nearestName.js'
import { plainLabel } from '../core/plainLabel.js'
import type { Task } from '../core/task.js'
import type { Builder } from './builder.js'
import type { WrittenPlan } from './planSchema.js'

/** What each wrong (or right) decision costs; undefined when the plan does not say, or says it of labels that are not there. */
export function buildCosts(
  { costs, costUnit }: WrittenPlan,
  task: Task | null,
  labels: readonly string[] | null,
  { problems, dropped }: Builder,
): DecisionCosts | undefined {
  if (costs === undefined) {
    if (costUnit !== undefined && !dropped(['costs']))
      problems.add(
        ['costUnit'],
        'PLAN_DOES_NOT_FIT',
        `costUnit is "${costUnit}", but the plan has no costs.`,
        'Add costs: { TRUTH: { ANSWER: 5 } }, or remove costUnit.',
      )
    return undefined
  }
  if (task !== null && task !== 'classification') {
    problems.add(
      ['costs'],
      'PLAN_DOES_NOT_FIT',
      `costs are of decisions between labels, but the task is ${task}.`,
      'Remove costs, or write task: classification.',
    )
    return undefined
  }
  const known = labels?.map(plainLabel) ?? null
  const named = Object.entries(costs).flatMap(([truth, row]) => [
    { label: truth, path: ['costs', truth] },
    ...Object.keys(row).map((answer) => ({ label: answer, path: ['costs', truth, answer] })),
  ])
  for (const { label, path } of named) {
    if (labels === null || known === null || known.includes(plainLabel(label))) continue
    problems.add(
      path,
      'PLAN_UNKNOWN_LABEL',
      `${path.join('.')} is a cost of "${label}", which is not one of the labels.${didYouMean(label, labels)}`,
      `Labels: ${labels.join(', ')}.`,
    )
  }
  const amounts = Object.values(costs).flatMap((row) => Object.values(row))
  if (amounts.every((amount) => amount === 0))
    problems.add(
      ['costs'],
      'PLAN_NOTHING_COMPARED',
      'costs names no cost but 0, so every decision would cost the same.',
      'Write what the wrong decisions cost: costs: { TRUTH: { ANSWER: 5 } }.',
    )
  return costs
}
