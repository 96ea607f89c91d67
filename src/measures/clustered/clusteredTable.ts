import type { ClusterSample } from '../../stats/clusterSample.js'
import type { Linearised } from '../../stats/linearised.js'
import type { LabelSums } from '../labelTable.js'
import type { JointTable } from '../summaries/jointCounts.js'
import { unseenOf } from './linearisedFigures.js'

/** Where each case stands in a joint table, and how the cases were drawn. */
export interface TableCases {
  /** Index into the table's cells. */
  readonly cell: Uint32Array
  readonly sample: ClusterSample
}

/** A joint table whose cases are weighted and clustered. */
export interface ClusteredTable {
  readonly sample: ClusterSample
  linearise(statistic: (sums: LabelSums) => number, side: 'old' | 'new'): Linearised
  /** What unseen cases may move the statistic by: as much as `pseudoFlips` times their number, of each label, answered the other way. */
  unseen(statistic: (sums: LabelSums) => number, side: 'old' | 'new', confidence: number): number
}

interface MutableSums extends LabelSums {
  n: number
  correct: number
}

/** Of a cell's weight: small enough for a fifth-order formula, large enough for the last digits of a statistic. */
const STEP = 1e-3

export function clusteredTable(
  table: JointTable,
  { cell, sample }: TableCases,
  labels: number,
  pseudoFlips: number,
): ClusteredTable {
  const weightOf = new Float64Array(table.counts.length)
  for (let i = 0; i < cell.length; i++) weightOf[cell[i]!]! += sample.weights[i]!
  const sides = { old: sideOf(table, table.old, weightOf, labels), new: sideOf(table, table.new, weightOf, labels) }
  return {
    sample,
    linearise(statistic, side) {
      const { sums, pairs, pairOf } = sides[side]
      const slopes = pairs.map((pair) => slopeOf(statistic, sums, pair))
      const influences = new Float64Array(cell.length)
      for (let i = 0; i < cell.length; i++) influences[i] = sample.weights[i]! * slopes[pairOf[cell[i]!]!]!
      return { value: statistic(sums), influences }
    },
    unseen(statistic, side, confidence) {
      const { sums, likelyMistake } = sides[side]
      const value = statistic(sums)
      const weight = unseenOf(sample, confidence) * sums.n * pseudoFlips
      let moved = 0
      for (let label = 0; label < labels; label++) {
        const wrong = likelyMistake[label]!
        if (wrong < 0) continue
        const lose = Math.min(weight, sums.right[label]!)
        const win = Math.min(
          weight,
          sums.truth[label]! - sums.right[label]!,
          sums.predicted[wrong]! - sums.right[wrong]!,
        )
        moved += Math.max(
          Math.abs(turned(statistic, sums, label, wrong, lose) - value),
          Math.abs(turned(statistic, sums, label, wrong, -win) - value),
        )
      }
      return Number.isNaN(moved) ? 0 : moved
    },
  }
}

interface Pair {
  readonly truth: number
  readonly answer: number
  weight: number
}

function sideOf(table: JointTable, answers: Int32Array, weightOf: Float64Array, labels: number) {
  const sums: MutableSums = {
    n: 0,
    correct: 0,
    truth: new Float64Array(labels),
    predicted: new Float64Array(labels),
    right: new Float64Array(labels),
  }
  const numbers = new Map<number, number>()
  const pairs: Pair[] = []
  const pairOf = new Uint32Array(weightOf.length)
  for (let c = 0; c < weightOf.length; c++) {
    const [truth, answer, weight] = [table.truth[c]!, answers[c]!, weightOf[c]!]
    if (weight === 0) continue
    add(sums, truth, answer, weight)
    const key = truth * labels + answer
    const number = numbers.get(key) ?? pairs.push({ truth, answer, weight: 0 }) - 1
    numbers.set(key, number)
    pairs[number]!.weight += weight
    pairOf[c] = number
  }
  const likelyMistake = new Int32Array(labels).fill(-1)
  const most = new Float64Array(labels)
  for (let label = 0; label < labels; label++)
    if (labels > 1 && sums.truth[label]! > 0) likelyMistake[label] = (label + 1) % labels
  for (const { truth, answer, weight } of pairs)
    if (answer !== truth && weight > most[truth]!) {
      most[truth] = weight
      likelyMistake[truth] = answer
    }
  return { sums, pairs, pairOf, likelyMistake }
}

/** The derivative by the weight of the cases with this truth and answer, by central differences of the fourth order. */
function slopeOf(statistic: (sums: LabelSums) => number, sums: MutableSums, { truth, answer, weight }: Pair): number {
  const at = (steps: number): number => {
    const moved = steps * STEP * weight
    const kept = copyTouched(sums, truth, answer)
    add(sums, truth, answer, moved)
    const value = statistic(sums)
    kept()
    return value
  }
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * STEP * weight)
}

/** The statistic with this weight of right answers to `label` turned into `wrong`, or the other way where it is negative. */
function turned(
  statistic: (sums: LabelSums) => number,
  sums: MutableSums,
  label: number,
  wrong: number,
  weight: number,
): number {
  const kept = copyTouched(sums, label, wrong)
  const own = copyTouched(sums, label, label)
  add(sums, label, label, -weight)
  add(sums, label, wrong, weight)
  const value = statistic(sums)
  own()
  kept()
  return value
}

function add(sums: MutableSums, truth: number, answer: number, weight: number): void {
  sums.n += weight
  sums.truth[truth]! += weight
  sums.predicted[answer]! += weight
  if (truth !== answer) return
  sums.right[truth]! += weight
  sums.correct += weight
}

/** Puts back to the last bit what `add` is going to change: adding and taking away again would not. */
function copyTouched(sums: MutableSums, truth: number, answer: number): () => void {
  const { n, correct } = sums
  const [ofTruth, ofAnswer, right] = [sums.truth[truth]!, sums.predicted[answer]!, sums.right[truth]!]
  return () => {
    sums.n = n
    sums.correct = correct
    sums.truth[truth] = ofTruth
    sums.predicted[answer] = ofAnswer
    sums.right[truth] = right
  }
}
