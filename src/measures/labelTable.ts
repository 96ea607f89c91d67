import { bootstrapCounts, REPLICATES } from '../stats/bootstrap.js'
import type { JointTable } from './summaries/jointCounts.js'

/** What one side's confusion matrix gives to precision, recall and all that is made of them. */
export interface LabelSums {
  readonly n: number
  readonly correct: number
  /** By label: cases that have it, cases answered with it, cases answered with it rightly. */
  readonly truth: Float64Array
  readonly predicted: Float64Array
  readonly right: Float64Array
}

export interface SidedSums {
  readonly old: LabelSums
  readonly new: LabelSums
}

/** A joint table and its resamples. */
export interface ResampledTable {
  readonly value: SidedSums
  /** Of the table that the resamples were drawn from: the observed one and its pseudo-cases. */
  readonly centre: SidedSums
  readonly replicates: readonly SidedSums[]
}

/** With very many labels fewer resamples are drawn: their sums would not fit in memory. */
const LARGEST_SUMS = 2_000_000

/**
 * Resamples a table of labelled cases. Resampling alone is blind to what was not seen: without a single flip it would give a difference
 * of exactly zero, be there 20 cases or 20,000. So each true label first gets `pseudoFlips` cases that new loses and as many that it wins;
 * intervals are then moved back to surround the observed value. With no flips at all this is about as wide as Tango's interval.
 * @see Agresti & Min 2005, Stat. Med. 24(5):729-740, doi:10.1002/sim.1781 (pseudo-cases for paired proportions)
 */
export function resampleTable(table: JointTable, labels: number, pseudoFlips: number, seed: number): ResampledTable {
  const n = table.counts.reduce((sum, count) => sum + count, 0)
  const widened = addFlips(table, labels, pseudoFlips)
  const replicates: SidedSums[] = []
  const count = Math.min(REPLICATES, Math.max(200, Math.floor(LARGEST_SUMS / labels)))
  bootstrapCounts(widened.counts, n, seed, count, (counts) => replicates.push(sumLabels(widened, counts, labels)))
  return {
    value: sumLabels(table, table.counts, labels),
    centre: sumLabels(widened, widened.counts, labels),
    replicates,
  }
}

/** The table of one label against the rest: label 1 is `label`, 0 all others. */
export function collapseTable(table: JointTable, label: number): JointTable {
  const counts = new Float64Array(8)
  for (let i = 0; i < table.counts.length; i++) {
    const cell =
      (table.truth[i] === label ? 4 : 0) + (table.old[i] === label ? 2 : 0) + (table.new[i] === label ? 1 : 0)
    counts[cell]! += table.counts[i]!
  }
  const cells = Int32Array.from({ length: 8 }, (_, cell) => cell)
  return {
    truth: cells.map((cell) => cell >> 2),
    old: cells.map((cell) => (cell >> 1) & 1),
    new: cells.map((cell) => cell & 1),
    counts,
  }
}

export function sumLabels(table: JointTable, counts: Float64Array, labels: number): SidedSums {
  const sums = new Float64Array(labels * 5)
  const truth = sums.subarray(0, labels)
  const [oldPredicted, oldRight, newPredicted, newRight] = [1, 2, 3, 4].map((part) =>
    sums.subarray(part * labels, (part + 1) * labels),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array]
  let n = 0
  let oldCorrect = 0
  let newCorrect = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!
    if (count === 0) continue
    const label = table.truth[i]!
    const old = table.old[i]!
    const newer = table.new[i]!
    n += count
    truth[label]! += count
    oldPredicted[old]! += count
    newPredicted[newer]! += count
    if (old === label) {
      oldRight[label]! += count
      oldCorrect += count
    }
    if (newer === label) {
      newRight[label]! += count
      newCorrect += count
    }
  }
  return {
    old: { n, correct: oldCorrect, truth, predicted: oldPredicted, right: oldRight },
    new: { n, correct: newCorrect, truth, predicted: newPredicted, right: newRight },
  }
}

function addFlips(table: JointTable, labels: number, pseudoFlips: number): JointTable {
  const wrong = likelyMistakes(table, labels)
  const rows = [...new Set(table.truth)].filter((label) => wrong[label]! >= 0)
  const flips = rows.flatMap((label) => [
    [label, label, wrong[label]!],
    [label, wrong[label]!, label],
  ])
  return {
    truth: Int32Array.from([...table.truth, ...flips.map((flip) => flip[0]!)]),
    old: Int32Array.from([...table.old, ...flips.map((flip) => flip[1]!)]),
    new: Int32Array.from([...table.new, ...flips.map((flip) => flip[2]!)]),
    counts: Float64Array.from([...table.counts, ...flips.map(() => pseudoFlips)]),
  }
}

/** For each label with cases, the wrong answer given most often (the next label when none was); -1 for a label without cases. */
function likelyMistakes(table: JointTable, labels: number): Int32Array {
  const mistakes = new Map<number, number>()
  const seen = new Int32Array(labels).fill(-1)
  const most = new Float64Array(labels)
  for (let i = 0; i < table.counts.length; i++) {
    const label = table.truth[i]!
    if (table.counts[i] === 0) continue
    if (seen[label] === -1) seen[label] = labels < 2 ? -1 : (label + 1) % labels
    for (const answer of [table.old[i]!, table.new[i]!]) {
      if (answer === label) continue
      const count = (mistakes.get(label * labels + answer) ?? 0) + table.counts[i]!
      mistakes.set(label * labels + answer, count)
      if (count > most[label]!) {
        most[label] = count
        seen[label] = answer
      }
    }
  }
  return seen
}
