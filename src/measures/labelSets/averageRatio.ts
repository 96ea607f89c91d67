import type { Average } from '../../core/measureCatalog.js'
import { rowsWhere, selectSample, type ClusterSample } from '../../stats/clusterSample.js'
import { unseenShare } from '../../stats/unseen.js'
import { linearisedMean } from '../clustered/clusteredMeans.js'
import { unseenOf } from '../clustered/linearisedFigures.js'
import { influenceFigures, type SmoothStatistic } from '../influenceFigures.js'
import { impossible, type Figure } from '../measure.js'
import { flagsOfLabel } from './labelCounts.js'
import { NEW, OLD, TRUE, type LabelSetTable } from '../summaries/labelSetCases.js'

/** A measure of one label that is one sum over the cases divided by another: what a decision adds to each. */
export interface DecisionRatio {
  above(having: number, answered: number): number
  below(having: number, answered: number): number
}

export type SetAverage = Exclude<Average, 'binary'>

/**
 * Precision, recall or F1 over all labels, in scikit-learn's words. `micro`: all decisions in one sum. `macro`: plain mean over the labels
 * that occur in the truth, the same for both sides (a label that never occurs has nothing to find, and would only make differences look
 * small). `weighted`: mean weighted by the cases that have the label. `samples`: mean over the cases. What is never answered counts 0, as
 * in scikit-learn; but a case without labels that is given none counts 1 in `samples` (zero_division=1), or labels wrongly given to it
 * would cost nothing.
 *
 * Intervals from the influence of each case, which keeps the dependence between its labels: what the value moves by when the case is
 * left out. Never narrower than what unseen cases could move it by: a share of all cases that lose all their labels or, in a macro
 * average, a share of those that have the rarest label, of whose F1 they take half as much.
 * @see Efron & Stein 1981, Ann. Stat. 9(3):586-596, doi:10.1214/aos/1176345462
 */
export function averageFigures(
  table: LabelSetTable,
  labels: number,
  ratio: DecisionRatio,
  average: SetAverage,
  confidence: number,
): readonly Figure[] {
  const n = table.ends.length
  const { sample } = table
  const having = new Float64Array(labels)
  eachCell(table, OLD, (row, label, has) => (having[label]! += has * weightIn(table, row)))
  const present = having.filter((cases) => cases > 0)
  if (present.length === 0) return impossible('each', n, 'no-cases')
  const of = (side: typeof OLD | typeof NEW): SmoothStatistic => {
    if (average === 'micro') return microOf(table, side, ratio)
    if (average === 'samples') return samplesOf(table, side, ratio)
    const total = average === 'weighted' ? sum(having) : present.length
    const weights = having.map((cases) => (cases === 0 ? 0 : (average === 'weighted' ? cases : 1) / total))
    return overLabels(table, side, ratio, weights, average === 'weighted' ? total : null)
  }
  if (sample !== undefined) {
    const scarce = having.indexOf(Math.min(...present))
    const few =
      average === 'macro' ? unseenOf(sampleOfLabel(table, sample, scarce), confidence) / 2 / present.length : 0
    const all = unseenOf(sample, confidence)
    const most = all > 0 ? Math.max(1, few / all) : 1
    return influenceFigures(of(OLD), of(NEW), [0, 1], () => most, confidence, sample)
  }
  const rarest = average === 'macro' ? unseenShare(Math.min(...present), confidence) / 2 / present.length : 0
  const typical = Math.max(1, rarest / unseenShare(n, confidence))
  return influenceFigures(of(OLD), of(NEW), [0, 1], () => typical, confidence)
}

function microOf(table: LabelSetTable, side: number, ratio: DecisionRatio): SmoothStatistic {
  const n = table.ends.length
  const above = new Float64Array(n)
  const below = new Float64Array(n)
  eachCell(table, side, (row, _, having, answered) => {
    above[row]! += weightIn(table, row) * ratio.above(having, answered)
    below[row]! += weightIn(table, row) * ratio.below(having, answered)
  })
  const total = sum(below)
  const value = total === 0 ? 0 : sum(above) / total
  const move = moveOf(table)
  const influences = above.map((part, row) => move(part, below[row]!, value, total))
  return { value, influences }
}

function samplesOf(table: LabelSetTable, side: number, ratio: DecisionRatio): SmoothStatistic {
  const n = table.ends.length
  const above = new Float64Array(n)
  const below = new Float64Array(n)
  const named = new Uint8Array(n)
  eachCell(table, side, (row, _, having, answered) => {
    above[row]! += ratio.above(having, answered)
    below[row]! += ratio.below(having, answered)
    if (having + answered > 0) named[row] = 1
  })
  const values = above.map((part, row) => (named[row] === 0 ? 1 : below[row] === 0 ? 0 : part / below[row]!))
  const { sample } = table
  if (sample !== undefined) return linearisedMean(values, sample)
  const value = sum(values) / n
  const scale = n > 1 ? 1 / Math.sqrt(n * (n - 1)) : 0
  return { value, influences: values.map((of) => (of - value) * scale) }
}

/** `cases`: of all labels together, where the weights follow the cases and so have an influence of their own; else null. */
function overLabels(
  table: LabelSetTable,
  side: number,
  ratio: DecisionRatio,
  weights: Float64Array,
  cases: number | null,
): SmoothStatistic {
  const above = new Float64Array(weights.length)
  const below = new Float64Array(weights.length)
  eachCell(table, side, (row, label, having, answered) => {
    above[label]! += weightIn(table, row) * ratio.above(having, answered)
    below[label]! += weightIn(table, row) * ratio.below(having, answered)
  })
  const values = above.map((part, label) => (below[label] === 0 ? 0 : part / below[label]!))
  const value = values.reduce((total, of, label) => total + weights[label]! * of, 0)
  const influences = new Float64Array(table.ends.length)
  const move = moveOf(table)
  eachCell(table, side, (row, label, having, answered) => {
    if (weights[label] === 0) return
    const weight = weightIn(table, row)
    const [up, down] = [weight * ratio.above(having, answered), weight * ratio.below(having, answered)]
    influences[row]! += weights[label]! * move(up, down, values[label]!, below[label]!)
    if (cases !== null && having === 1) influences[row]! += (weight * (values[label]! - value)) / cases
  })
  return { value, influences }
}

/** What the ratio moves by when a case is left out; where nothing would be left, to first order. */
function leaveOut(above: number, below: number, value: number, total: number): number {
  const moved = above - value * below
  if (moved === 0) return 0
  return moved / (total > below ? total - below : total)
}

/** Of a weighted case, to first order: influences must sum to zero over a whole set (see `clusterVariance`). */
function moveOf({ sample }: LabelSetTable): typeof leaveOut {
  if (sample === undefined) return leaveOut
  return (above, below, value, total) => (total === 0 ? 0 : (above - value * below) / total)
}

function weightIn({ sample }: LabelSetTable, row: number): number {
  return sample === undefined ? 1 : sample.weights[row]!
}

function sampleOfLabel(table: LabelSetTable, sample: ClusterSample, label: number): ClusterSample {
  const flags = flagsOfLabel(table, label)
  return selectSample(
    sample,
    rowsWhere(flags, (flag) => flag === 1),
  )
}

function eachCell(
  { ends, cells }: LabelSetTable,
  side: number,
  visit: (row: number, label: number, having: number, answered: number) => void,
): void {
  for (let row = 0, at = 0; row < ends.length; row++)
    for (; at < ends[row]!; at++) {
      const cell = cells[at]!
      visit(row, cell >> 3, (cell & TRUE) === 0 ? 0 : 1, (cell & side) === 0 ? 0 : 1)
    }
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
