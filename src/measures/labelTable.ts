import { bootstrapCounts, REPLICATES } from '../stats/bootstrap.js'
import { clusteredTable, type ClusteredTable } from './clustered/clusteredTable.js'
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
  /** The statistic of each resample, of both sides. */
  evaluate(statistic: (sums: LabelSums) => number): { readonly old: Float64Array; readonly new: Float64Array }
  /** With clusters or weights: linearised, in the place of resamples. */
  readonly clustered?: ClusteredTable
}

/** With very many labels fewer resamples are drawn: their sums would not fit in memory. */
const LARGEST_SUMS = 400_000

/** A table of this many cells and more is resampled half as often: an interval's ends still hold to some 3 % of its width. */
const MANY_CELLS = 500

/**
 * Resamples a table of labelled cases. Resampling alone is blind to what was not seen: without a single flip it would give a difference
 * of exactly zero, be there 20 cases or 20,000. So each true label first gets `pseudoFlips` cases that new loses and as many that it wins.
 * With no flips at all the difference's interval is then about as wide as Tango's.
 * @see Agresti & Min 2005, Stat. Med. 24(5):729-740, doi:10.1002/sim.1781 (pseudo-cases for paired proportions)
 */
export function resampleTable(table: JointTable, labels: number, pseudoFlips: number, seed: number): ResampledTable {
  const n = table.counts.reduce((sum, count) => sum + count, 0)
  if (table.cases !== undefined) {
    const value = sumLabels(table, labels)
    const none = { old: new Float64Array(0), new: new Float64Array(0) }
    const clustered = clusteredTable(table, table.cases, labels, pseudoFlips)
    return { value, centre: value, evaluate: () => none, clustered }
  }
  const widened = addFlips(table, labels, pseudoFlips)
  const most = widened.counts.length < MANY_CELLS ? REPLICATES : REPLICATES / 2
  const replicates = Math.min(most, Math.max(200, Math.floor(LARGEST_SUMS / labels)))
  const sums = startSums(labels)
  const kept = new Float64Array(replicates * sums.numbers.length)
  bootstrapCounts(widened.counts, n, seed, replicates, (counts, b) => {
    addCells(sums, widened, counts)
    kept.set(sums.numbers, b * sums.numbers.length)
  })
  return {
    value: sumLabels(table, labels),
    centre: sumLabels(widened, labels),
    evaluate(statistic) {
      const old = new Float64Array(replicates)
      const newer = new Float64Array(replicates)
      for (let b = 0; b < replicates; b++) {
        for (let i = 0; i < sums.numbers.length; i++) sums.numbers[i] = kept[b * sums.numbers.length + i]!
        old[b] = statistic(sums.old)
        newer[b] = statistic(sums.new)
      }
      return { old, new: newer }
    },
  }
}

/** The table of one label against the rest: label 1 is `label`, 0 all others. */
export function collapseTable(table: JointTable, label: number): JointTable {
  const counts = new Float64Array(8)
  for (let i = 0; i < table.counts.length; i++) {
    counts[collapsedCell(table, i, label)]! += table.counts[i]!
  }
  const cells = Int32Array.from({ length: 8 }, (_, cell) => cell)
  const { cases } = table
  return {
    truth: cells.map((cell) => cell >> 2),
    old: cells.map((cell) => (cell >> 1) & 1),
    new: cells.map((cell) => cell & 1),
    counts,
    ...(cases === undefined
      ? {}
      : { cases: { ...cases, cell: cases.cell.map((cell) => collapsedCell(table, cell, label)) } }),
  }
}

function collapsedCell({ truth, old, new: newer }: JointTable, cell: number, label: number): number {
  return (truth[cell] === label ? 4 : 0) + (old[cell] === label ? 2 : 0) + (newer[cell] === label ? 1 : 0)
}

export function sumLabels(table: JointTable, labels: number): SidedSums {
  const sums = startSums(labels)
  addCells(sums, table, table.counts)
  return sums
}

/** Sums that are views of one array, so that a resample is kept and shown again as one run of numbers. */
function startSums(labels: number): { numbers: Float64Array; old: LabelSums; new: LabelSums } {
  const numbers = new Float64Array(labels * 5 + 3)
  const part = (index: number) => numbers.subarray(index * labels, (index + 1) * labels)
  const side = (predicted: number, correct: number): LabelSums => ({
    get n() {
      return numbers[5 * labels]!
    },
    get correct() {
      return numbers[5 * labels + correct]!
    },
    truth: part(0),
    predicted: part(predicted),
    right: part(predicted + 1),
  })
  return { numbers, old: side(1, 1), new: side(3, 2) }
}

/** Replaces what `sums` holds by the sums of the table's cells with these counts. */
function addCells(
  { numbers, old, new: newer }: ReturnType<typeof startSums>,
  table: JointTable,
  counts: Float64Array,
): void {
  numbers.fill(0)
  const total = numbers.length - 3
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!
    const label = table.truth[i]!
    numbers[total]! += count
    old.truth[label]! += count
    old.predicted[table.old[i]!]! += count
    newer.predicted[table.new[i]!]! += count
    if (table.old[i] === label) {
      old.right[label]! += count
      numbers[total + 1]! += count
    }
    if (table.new[i] === label) {
      newer.right[label]! += count
      numbers[total + 2]! += count
    }
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
