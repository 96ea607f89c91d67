import { bootstrapCounts } from '../stats/bootstrap.js'
import { countSorted } from '../stats/histogram.js'
import { commonCategories, countCategories, MOST_CATEGORIES, quantileBin, quantileEdges } from './columnBins.js'
import type { ColumnSample } from './rowSample.js'

/** Resamples for one drift interval. */
export const DRIFT_REPLICATES = 1000

/** One column in two samples (reference and set), or the two models' scores of the same cases. */
export interface ColumnPair {
  readonly name: string
  readonly kind: 'number' | 'category'
  readonly a: ColumnSample
  readonly b: ColumnSample
  /** The same cases row by row: their differences are judged as paired. */
  readonly paired: boolean
  readonly seed: number
  binned(bins: number): BinnedPair
}

export interface BinnedPair {
  readonly a: Float64Array
  readonly b: Float64Array
  /** The distance of each of DRIFT_REPLICATES resamples of the counts. */
  replicates(distance: (a: Float64Array, b: Float64Array) => number): Float64Array
}

export function columnPair(a: ColumnSample, b: ColumnSample, paired: boolean, seed: number): ColumnPair {
  const known = new Map<number, BinnedPair>()
  return {
    name: a.name,
    kind: a.kind,
    a,
    b,
    paired,
    seed,
    binned(bins) {
      const found = known.get(bins) ?? (paired ? binTogether(a, b, bins, seed) : binApart(a, b, bins, seed))
      known.set(bins, found)
      return found
    },
  }
}

/** Quantile bins of a (or its categories), and one more for missing values when either side has some. */
function binApart(a: ColumnSample, b: ColumnSample, bins: number, seed: number): BinnedPair {
  const [countsA, countsB] = a.kind === 'number' ? binNumbers(a, b, bins) : binCategories(a, b)
  const drawnA = drawAll(countsA, seed)
  const drawnB = drawAll(countsB, seed + 1)
  return {
    a: countsA,
    b: countsB,
    replicates: (distance) => eachReplicate((b) => distance(drawnA(b), drawnB(b))),
  }
}

/** Both sides' bins case by case: resampling the joint table keeps the pairing. */
function binTogether(a: ColumnSample, b: ColumnSample, bins: number, seed: number): BinnedPair {
  const binOf = a.kind === 'number' ? numberBins(a, bins) : (value: number) => value
  const width = a.kind === 'number' ? quantileEdges(a.numbers, bins).length + 1 : largestCode(a, b) + 1
  const joint = new Float64Array(width * width)
  for (let i = 0; i < a.values.length; i++) {
    const x = a.values[i]!
    const y = b.values[i]!
    if (!Number.isNaN(x) && !Number.isNaN(y)) joint[binOf(x) * width + binOf(y)]!++
  }
  return {
    a: marginal(joint, width, 'a'),
    b: marginal(joint, width, 'b'),
    replicates: (distance) => {
      const drawn = drawAll(joint, seed)
      return eachReplicate((b) => {
        const counts = drawn(b)
        return distance(marginal(counts, width, 'a'), marginal(counts, width, 'b'))
      })
    },
  }
}

function binNumbers(a: ColumnSample, b: ColumnSample, bins: number): [Float64Array, Float64Array] {
  const edges = quantileEdges(a.numbers, bins)
  const missing = a.sampleMissing + b.sampleMissing > 0
  return [a, b].map((side) => {
    const counts = countSorted(side.numbers, edges)
    return missing ? Float64Array.from([...counts, side.sampleMissing]) : counts
  }) as [Float64Array, Float64Array]
}

function binCategories(a: ColumnSample, b: ColumnSample): [Float64Array, Float64Array] {
  const { names, rest } = commonCategories(a, b, MOST_CATEGORIES)
  const missing = a.sampleMissing + b.sampleMissing > 0
  return [a, b].map((side) => {
    const counts = countCategories(side, names, rest)
    return missing ? Float64Array.from([...counts, side.sampleMissing]) : counts
  }) as [Float64Array, Float64Array]
}

function numberBins(a: ColumnSample, bins: number): (value: number) => number {
  const edges = quantileEdges(a.numbers, bins)
  return (value) => quantileBin(value, edges)
}

function largestCode(a: ColumnSample, b: ColumnSample): number {
  let largest = 0
  for (const side of [a, b]) for (const code of side.values) if (code > largest) largest = code
  return largest
}

/** Draws all resamples at once; the function gives one of them, in an array that the next call overwrites. */
function drawAll(counts: Float64Array, seed: number): (replicate: number) => Float64Array {
  const width = counts.length
  const drawn = new Float64Array(width * DRIFT_REPLICATES)
  const n = counts.reduce((sum, count) => sum + count, 0)
  bootstrapCounts(counts, n, seed, DRIFT_REPLICATES, (sample, b) => drawn.set(sample, b * width))
  const shown = new Float64Array(width)
  return (replicate) => {
    for (let i = 0; i < width; i++) shown[i] = drawn[replicate * width + i]!
    return shown
  }
}

function eachReplicate(valueOf: (replicate: number) => number): Float64Array {
  const values = new Float64Array(DRIFT_REPLICATES)
  for (let b = 0; b < values.length; b++) values[b] = valueOf(b)
  return values
}

function marginal(joint: Float64Array, width: number, side: 'a' | 'b'): Float64Array {
  const counts = new Float64Array(width)
  for (let i = 0; i < joint.length; i++) counts[side === 'a' ? Math.floor(i / width) : i % width]! += joint[i]!
  return counts
}
