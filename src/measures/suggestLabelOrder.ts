import { bestAssignment } from '../stats/assignment.js'
import { chernoffExponent } from '../stats/chernoff.js'

/** Another order of a model's labels that fits what is right far better than the one it was given. */
export interface SuggestedOrder {
  /** For each place in the model's own order, the label (column of the confusion) that fits there. */
  readonly order: Int32Array
  readonly cases: number
  /** Cases in which the answer is right as the labels stand, and as they would be right in the other order. */
  readonly rightAsGiven: number
  readonly rightReordered: number
}

/** Odds at which chance alone may bring up an order that is not the model's, over all orders that could be suggested. */
const ALPHA = 0.001
/** Where the two orders disagree, the other one must be right more often than this: twice for every once. */
const FAR_BETTER = 2 / 3
/** The assignment takes cubic time: with more labels none is looked for. */
const MOST_LABELS = 400

/**
 * Whether a model looks as if its labels stood in another order. `confusion[own][label]` counts the cases in which the model answered
 * with the label in place `own` and `label` was right. The best order is the assignment with the most cases right, as close to the given
 * one as that allows. It is suggested only if, with a bound that holds for every n and for the number of orders that move as many labels,
 *
 * - of the cases that only one of the two orders gets right, the other order has more than two thirds, and
 * - the other order is right more often than answers that know nothing, with the same shares of labels, would be: a model that gives one
 *   label whatever it is asked is not put in order by giving it the commonest.
 *
 * Null when the given order stands. Counts are whole numbers from 0; fewer than two labels, or no case, give null.
 */
export function suggestLabelOrder(confusion: readonly (readonly number[])[]): SuggestedOrder | null {
  const size = confusion.length
  if (size < 2 || size > MOST_LABELS) return null
  const order = bestOrder(confusion)
  const moved = order.reduce((count, label, own) => count + (label === own ? 0 : 1), 0)
  if (moved === 0) return null
  const tally = compare(confusion, order)
  const { cases, rightAsGiven, rightReordered, onlyGiven, onlyReordered } = tally
  const demanded = Math.log(size / ALPHA) + logOrders(size, moved)
  const farBetter = chernoffExponent(onlyReordered, onlyGiven + onlyReordered, FAR_BETTER) >= demanded
  const informed = chernoffExponent(rightReordered, cases, tally.byChance) >= demanded
  return farBetter && informed ? { order, cases, rightAsGiven, rightReordered } : null
}

/** The most cases right; among equals the order that leaves the most labels where they are. */
function bestOrder(confusion: readonly (readonly number[])[]): Int32Array {
  const size = confusion.length
  const weights = new Float64Array(size * size)
  confusion.forEach((row, own) =>
    row.forEach((cases, label) => {
      weights[own * size + label] = cases * (size + 1) + (own === label ? 1 : 0)
    }),
  )
  return bestAssignment(weights, size)
}

function compare(confusion: readonly (readonly number[])[], order: Int32Array) {
  const truths = new Float64Array(confusion.length)
  const answers = new Float64Array(confusion.length)
  const sums = { cases: 0, rightAsGiven: 0, rightReordered: 0, onlyGiven: 0, onlyReordered: 0 }
  confusion.forEach((row, own) => {
    row.forEach((cases, label) => {
      sums.cases += cases
      truths[label]! += cases
      answers[order[own]!]! += cases
    })
    const [given, reordered] = [row[own]!, row[order[own]!]!]
    sums.rightAsGiven += given
    sums.rightReordered += reordered
    if (order[own] === own) return
    sums.onlyGiven += given
    sums.onlyReordered += reordered
  })
  const byChance = truths.reduce((sum, count, label) => sum + (count * answers[label]!) / sums.cases ** 2, 0)
  return { ...sums, byChance }
}

/** ln of the number of orders of `size` labels in which exactly `moved` change places: C(size, moved) derangements, about moved!/e each. */
function logOrders(size: number, moved: number): number {
  let log = -1
  for (let i = 0; i < moved; i++) log += Math.log(size - i)
  return Math.max(0, log)
}
