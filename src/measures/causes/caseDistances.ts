import { size } from '../../core/batch.js'
import type { Predictions } from '../../core/predictions.js'

/** A value counts for at most so many mean deviations: one wild answer must not decide. */
const MOST_DEVIATIONS = 2

/**
 * How far new's answer to each case is from old's. Scores: total variation, half the sum of absolute differences, in [0, 1]. Labels alone: 0 or 1.
 * Values: the absolute difference in mean absolute deviations of old's values from their median, at most 2. Tensors: the same, averaged over elements.
 */
export function caseDistances(old: Predictions, new_: Predictions): Float64Array {
  if (old.kind === 'classes' && new_.kind === 'classes') return classDistances(old, new_)
  if (old.kind === 'classes' || new_.kind === 'classes') throw new Error('bug: answers of two tasks')
  const [before, after] = [numberLists(old), numberLists(new_)]
  return valueDistances(
    before,
    after.map(({ values }) => values),
  )
}

/** The numbers of all cases, `width` of each; raw outputs that hold texts have none. */
interface NumberList {
  readonly values: Float64Array
  readonly width: number
}

export function numberLists(predictions: Predictions): readonly NumberList[] {
  // Causes are not looked for in a multilabel task.
  if (predictions.kind === 'classes' || predictions.kind === 'label-sets') return []
  if (predictions.kind === 'values') return [{ values: predictions.values, width: 1 }]
  return predictions.outputs.flatMap((output) =>
    output.kind === 'numbers' ? [{ values: output.values, width: size(output.shape) }] : [],
  )
}

/** The mean over all numbers of a case. What is no number on either side is as far off as anything can be. */
function valueDistances(old: readonly NumberList[], new_: readonly Float64Array[]): Float64Array {
  const [first] = old
  const distances = new Float64Array(first === undefined ? 0 : first.values.length / first.width)
  const width = old.reduce((sum, list) => sum + list.width, 0)
  for (const [list, numbers] of old.entries()) {
    const scale = deviationOf(numbers.values)
    for (let i = 0; i < numbers.values.length; i++) {
      const gap = Math.abs(new_[list]![i]! - numbers.values[i]!)
      const far = gap === 0 ? 0 : gap / scale
      distances[Math.floor(i / numbers.width)]! += (far <= MOST_DEVIATIONS ? far : MOST_DEVIATIONS) / width
    }
  }
  return distances
}

type Classes = Extract<Predictions, { kind: 'classes' }>

function classDistances(old: Classes, new_: Classes): Float64Array {
  const cases = old.predicted.length
  const distances = new Float64Array(cases)
  const [a, b] = [old.scores, new_.scores]
  if (a === null || b === null) {
    for (let row = 0; row < cases; row++) distances[row] = old.predicted[row] === new_.predicted[row] ? 0 : 1
    return distances
  }
  const width = cases === 0 ? 0 : a.length / cases
  for (let i = 0; i < a.length; i++) distances[Math.floor(i / width)]! += Math.abs(b[i]! - a[i]!) / 2
  return distances
}

/**
 * What the distance would be of answers that know nothing of the case: the best single answer to all, old's mean scores, commonest label or median.
 * A change that brings new no nearer than that has only made it stop listening.
 */
export function uninformedDistance(old: Predictions, rows: number): number {
  if (old.kind !== 'classes') {
    const lists = numberLists(old)
    return mean(valueDistances(lists, lists.map(medians)))
  }
  const labels = old.scores === null ? 0 : old.scores.length / Math.max(1, rows)
  if (old.scores === null) {
    const counts = new Map<number, number>()
    for (const label of old.predicted) counts.set(label, (counts.get(label) ?? 0) + 1)
    return 1 - Math.max(...counts.values()) / rows
  }
  const means = new Float64Array(labels)
  for (let i = 0; i < old.scores.length; i++) means[i % labels]! += old.scores[i]! / rows
  return mean(caseDistances(old, { ...old, scores: old.scores.map((_, i) => means[i % labels]!) }))
}

function medians({ values, width }: NumberList): Float64Array {
  const byElement = Array.from({ length: width }, (_, element) =>
    medianOf(values.filter((_value, i) => i % width === element)),
  )
  return values.map((_, i) => byElement[i % width]!)
}

/** Mean absolute deviation from the median; 1 where every value is the same. */
function deviationOf(values: Float64Array): number {
  const middle = medianOf(values)
  const deviation = mean(values.map((value) => Math.abs(value - middle)))
  return deviation > 0 ? deviation : 1
}

function medianOf(values: Float64Array): number {
  const sorted = values.toSorted()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** NaN for none. */
export function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Share of cases with the same label; null where answers are no labels. */
export function agreementOf(old: Predictions, new_: Predictions): number | null {
  if (old.kind !== 'classes' || new_.kind !== 'classes') return null
  let same = 0
  old.predicted.forEach((label, row) => (same += label === new_.predicted[row] ? 1 : 0))
  return same / old.predicted.length
}
