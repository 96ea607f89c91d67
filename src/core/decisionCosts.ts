import { z } from 'zod'
import { RecetteError } from './errors.js'
import { didYouMean } from './nearestName.js'
import { plainLabel } from './plainLabel.js'

/** What a decision costs, by what is right and then by what is answered; 0 where it is not named. Below zero: a gain. */
export const decisionCostsSchema = z.record(z.string(), z.record(z.string(), z.number()))
export type DecisionCosts = z.infer<typeof decisionCostsSchema>

/** Row-major truth x answer, in the order of the comparison's labels. A label that is none of them is the plan's mistake. */
export function costMatrix(costs: DecisionCosts, labels: readonly string[]): Float64Array {
  const matrix = new Float64Array(labels.length * labels.length)
  for (const [truth, row] of Object.entries(costs))
    for (const [answer, cost] of Object.entries(row))
      matrix[placeOf(truth, labels) * labels.length + placeOf(answer, labels)] = cost
  return matrix
}

function placeOf(label: string, labels: readonly string[]): number {
  const exact = labels.indexOf(label)
  const place = exact >= 0 ? exact : labels.findIndex((other) => plainLabel(other) === plainLabel(label))
  if (place >= 0) return place
  throw new RecetteError(
    'COSTS_UNKNOWN_LABEL',
    `The plan has a cost for "${label}", which is none of the labels: ${labels.join(', ')}.${didYouMean(label, labels)}`,
    'Write the labels of costs as the comparison has them: costs: { TRUTH: { ANSWER: 5 } }.',
    { kind: 'usage' },
  )
}
