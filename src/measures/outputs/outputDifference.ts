import { size } from '../../core/batch.js'
import { sameShape, type NumberOutput, type TensorOutput } from '../../core/tensorOutput.js'
import { addCoMoments, emptyCoMoments, mergeCoMoments, type CoMoments } from '../../stats/coMoments.js'
import { cosineOf } from '../../stats/cosine.js'
import { emptyMagnitudes, mergeMagnitudes, type Magnitudes } from '../../stats/magnitudes.js'
import { addToMoments, moments, type Moments } from '../../stats/moments.js'
import { addArgmax, emptyArgmax, mergeArgmax, type ArgmaxAgreement } from './argmaxAgreements.js'
import { compareRun, emptyRun, type RunSums } from './compareRun.js'
import { compareTexts } from './compareTexts.js'

/** What is kept of one output while its cases pass by; merges exactly, but for the last digits of sums. */
export interface OutputDifference {
  kind: 'numbers' | 'texts' | 'unlike'
  /** Texts, or whole numbers on both sides. */
  discrete: boolean
  /** Of a case; null where it changes from batch to batch, or is not the same on both sides. */
  shape: number[] | null
  /** Some case had another shape on each side, so that no element has a counterpart. */
  shapesDiffer: boolean
  /** k, where the plan compares this output by its nearest neighbours. */
  neighbours: number | null
  /** Cases with at least one element to compare, and those of which the mask left nothing. */
  cases: number
  maskedCases: number
  /** Elements that are finite on both sides (texts: all), and those of them that are equal. */
  elements: number
  equal: number
  /** The same infinity on both sides: equal, but no number to measure. */
  equalInfinities: number
  /** NaN on a side, an infinity on one side alone, or a difference too large for a double: nothing is measured while there is one. */
  notFinite: number
  /** Row number in the set (1-based) of the first case with one; 0 for none. */
  notFiniteRow: number
  /** Elements whose old value is zero (or next to it) while the new one is not: their relative difference is infinite. */
  zeroBaseline: number
  largest: number
  largestRelative: number
  absolute: Magnitudes
  relative: Magnitudes
  /** The least atol that numpy.allclose needs beside each rtol of the options. */
  tolerances: number[]
  /** One mean a case: of absolute and of relative differences, of equal elements; cosine similarity. */
  meanAbsolute: Moments
  meanRelative: Moments
  shareEqual: Moments
  cosine: Moments
  smallestCosine: number
  /** Sums of squares of a case: of old (`a`) and of the difference (`b`). */
  power: CoMoments
  argmax: ArgmaxAgreement[]
}

export interface DifferenceOptions {
  readonly rtols: readonly number[]
  /** Axes as the model's shape counts them: 1 is the first of a case, -1 the last. */
  readonly axes: readonly number[]
}

export function emptyDifference({ rtols, axes }: DifferenceOptions): OutputDifference {
  return {
    kind: 'numbers',
    discrete: true,
    shape: null,
    shapesDiffer: false,
    neighbours: null,
    cases: 0,
    maskedCases: 0,
    elements: 0,
    equal: 0,
    equalInfinities: 0,
    notFinite: 0,
    notFiniteRow: 0,
    zeroBaseline: 0,
    largest: 0,
    largestRelative: 0,
    absolute: emptyMagnitudes(),
    relative: emptyMagnitudes(),
    tolerances: rtols.map(() => 0),
    meanAbsolute: moments.empty(),
    meanRelative: moments.empty(),
    shareEqual: moments.empty(),
    cosine: moments.empty(),
    smallestCosine: Infinity,
    power: emptyCoMoments(),
    argmax: axes.map((axis) => emptyArgmax(axis)),
  }
}

/** Adds `rows` cases; the first is row `start` (0-based) of the set. */
export function addDifference(
  state: OutputDifference,
  old: TensorOutput,
  newer: TensorOutput,
  rows: number,
  start: number,
  { rtols }: DifferenceOptions,
): void {
  if (rows === 0) return
  const first = state.cases + state.maskedCases === 0
  state.neighbours = old.neighbours
  noteShape(state, old, newer, first)
  if (old.kind !== newer.kind) state.kind = 'unlike'
  else if (first) state.kind = old.kind
  state.discrete &&= isDiscrete(old) && isDiscrete(newer)
  if (state.shapesDiffer || state.kind === 'unlike') {
    state.cases += rows
    return
  }
  if (old.kind === 'texts' || newer.kind === 'texts') compareTexts(state, old, newer, rows)
  else addNumbers(state, old, newer, rows, start, rtols)
}

function isDiscrete(output: TensorOutput): boolean {
  return output.kind === 'texts' || output.whole
}

function addNumbers(
  state: OutputDifference,
  old: NumberOutput,
  newer: NumberOutput,
  rows: number,
  start: number,
  rtols: readonly number[],
): void {
  const width = size(old.shape)
  const sums = emptyRun()
  for (let row = 0; row < rows; row++) {
    resetRun(sums)
    const from = row * width
    if (old.mask === null) compareRun(state, sums, old.values, newer.values, from, from + width, rtols)
    else {
      const { keep, each } = old.mask
      for (let at = from; at < from + width; at += each)
        if (keep[at / each] === 1) compareRun(state, sums, old.values, newer.values, at, at + each, rtols)
    }
    finishCase(state, sums, start + row + 1)
  }
  for (const argmax of state.argmax) addArgmax(argmax, old, newer, rows)
}

function finishCase(state: OutputDifference, sums: RunSums, row: number): void {
  const seen = sums.elements + sums.equalInfinities + sums.notFinite
  if (seen === 0) {
    state.maskedCases++
    return
  }
  state.cases++
  state.elements += sums.elements
  state.equal += sums.equal
  state.equalInfinities += sums.equalInfinities
  state.notFinite += sums.notFinite
  if (sums.notFinite > 0 && state.notFiniteRow === 0) state.notFiniteRow = row
  addToMoments(state.shareEqual, (sums.equal + sums.equalInfinities) / seen)
  if (sums.elements === 0) return
  addToMoments(state.meanAbsolute, sums.absolute / sums.elements)
  addToMoments(state.meanRelative, sums.relative / sums.elements)
  const cosine = cosineOf(sums.product, sums.oldSquares, sums.newSquares)
  addToMoments(state.cosine, cosine)
  if (!(cosine >= state.smallestCosine)) state.smallestCosine = cosine
  addCoMoments(state.power, sums.oldSquares, sums.noise)
}

function resetRun(sums: RunSums): void {
  Object.assign(sums, emptyRun())
}

function noteShape(state: OutputDifference, old: TensorOutput, newer: TensorOutput, first: boolean): void {
  if (!sameShape(old.shape, newer.shape)) state.shapesDiffer = true
  if (first) state.shape = [...old.shape]
  else if (state.shape !== null && !sameShape(state.shape, old.shape)) state.shape = null
}

export function mergeDifferences(a: OutputDifference, b: OutputDifference): OutputDifference {
  if (b.cases + b.maskedCases === 0) return a
  if (a.cases + a.maskedCases === 0) return b
  return {
    kind: a.kind === b.kind ? a.kind : 'unlike',
    discrete: a.discrete && b.discrete,
    shape: a.shape !== null && b.shape !== null && sameShape(a.shape, b.shape) ? a.shape : null,
    shapesDiffer: a.shapesDiffer || b.shapesDiffer,
    neighbours: a.neighbours,
    cases: a.cases + b.cases,
    maskedCases: a.maskedCases + b.maskedCases,
    elements: a.elements + b.elements,
    equal: a.equal + b.equal,
    equalInfinities: a.equalInfinities + b.equalInfinities,
    notFinite: a.notFinite + b.notFinite,
    notFiniteRow: firstRow(a.notFiniteRow, b.notFiniteRow),
    zeroBaseline: a.zeroBaseline + b.zeroBaseline,
    largest: Math.max(a.largest, b.largest),
    largestRelative: Math.max(a.largestRelative, b.largestRelative),
    absolute: mergeMagnitudes(a.absolute, b.absolute),
    relative: mergeMagnitudes(a.relative, b.relative),
    tolerances: a.tolerances.map((atol, i) => Math.max(atol, b.tolerances[i]!)),
    meanAbsolute: moments.merge(a.meanAbsolute, b.meanAbsolute),
    meanRelative: moments.merge(a.meanRelative, b.meanRelative),
    shareEqual: moments.merge(a.shareEqual, b.shareEqual),
    cosine: moments.merge(a.cosine, b.cosine),
    // Math.min keeps a NaN of either side.
    smallestCosine: Math.min(a.smallestCosine, b.smallestCosine),
    power: mergeCoMoments(a.power, b.power),
    argmax: a.argmax.map((agreement, i) => mergeArgmax(agreement, b.argmax[i]!)),
  }
}

function firstRow(a: number, b: number): number {
  return a === 0 || b === 0 ? a + b : Math.min(a, b)
}
