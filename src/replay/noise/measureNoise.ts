import type { Batch } from '../../core/batch.js'
import type { NoiseCondition, NoiseConditionResult, SideNoise } from '../../core/noiseFloor.js'
import { selectPredictions, type Predictions } from '../../core/predictions.js'
import type { Side } from '../../core/spec.js'
import type { Answerer } from '../answerer.js'
import { compareAnswers, hasNumbers, isUnstable, toleranceOf, type Moves } from './compareAnswers.js'
import { ASKINGS, askWhole, rowsOf, type AskedAgain } from './conditions.js'
import { compareRecorded } from './compareRecorded.js'

/** Cases that are answered again, and the time for it on each side: what is not asked by then is left out, and the numbers of cases show it. */
export const NOISE_CASES = 1000
export const NOISE_BUDGET_MS = 15_000

/** A case whose answer is not always the same. For the eyes of who runs the comparison: ids are personal data, and no report holds them. */
export interface UnstableCase {
  readonly side: Side
  readonly condition: NoiseCondition
  /** Row of the set, 0-based. */
  readonly row: number
  readonly difference: number
  readonly flipped: boolean
}

export interface NoiseOptions {
  readonly side: Side
  readonly model: Answerer
  /** The same artifact in a host with more threads; null where that cannot be had. */
  readonly threaded: (() => Promise<Answerer | null>) | null
  /** What the model answered on an earlier day. */
  readonly recorded: Answerer | null
  readonly batch: Batch
  readonly labels: number
  /** Numbers in [0, 1), seeded. */
  readonly random: () => number
  readonly signal: AbortSignal
}

/** Asks one model the same cases in every way that must not matter, and compares with its answers to all of them as one batch. */
export async function measureNoise(
  options: NoiseOptions,
): Promise<{ readonly noise: SideNoise; readonly unstable: readonly UnstableCase[] }> {
  const { model, labels, side, signal } = options
  const cases = Math.min(NOISE_CASES, options.batch.rows)
  const batch = rowsOf(options.batch, 0, cases)
  const until = performance.now() + NOISE_BUDGET_MS
  const goOn = (): boolean => {
    signal.throwIfAborted()
    return performance.now() < until
  }
  const context = { labels, shuffled: shuffle(cases, options.random), goOn }
  model.restart?.()
  const { predictions: first } = await askWhole(model, batch)
  const tally = new Tally(side, first, labels, batch)
  for (const { condition, ask } of ASKINGS) {
    if (condition === 'order' && model.restart !== undefined) continue // There the order of the cases does matter.
    if (!goOn()) continue
    model.restart?.()
    tally.add(condition, await ask(model, batch, context))
  }
  if (options.threaded !== null && goOn()) {
    const again = await askThreaded(options.threaded, batch)
    if (again !== null) tally.add('threads', again)
  }
  if (options.recorded !== null) tally.addRecorded(await compareRecorded(options.recorded, first, batch, labels))
  return { noise: tally.noise(cases), unstable: tally.unstable() }
}

/** A second host that fails is a failure of the run: left out in silence, two equal runs would tell different things. */
async function askThreaded(open: () => Promise<Answerer | null>, batch: Batch): Promise<AskedAgain | null> {
  await using model = await open()
  return model === null ? null : await askWhole(model, batch)
}

class Tally {
  readonly #side: Side
  readonly #first: Predictions
  readonly #labels: number
  readonly #start: number
  readonly #tolerance: number
  readonly #conditions: NoiseConditionResult[] = []
  readonly #worst = new Map<number, UnstableCase>()
  readonly #flipped = new Set<number>()
  readonly #moved = new Set<number>()
  #largest = 0

  constructor(side: Side, first: Predictions, labels: number, { start, rows }: Batch) {
    this.#side = side
    this.#first = first
    this.#labels = labels
    this.#start = start
    this.#tolerance = toleranceOf(first, rows)
  }

  add(condition: NoiseCondition, { predictions, cases }: AskedAgain): void {
    const rows = Uint32Array.from({ length: cases }, (_, row) => row)
    const moves = compareAnswers(selectPredictions(this.#first, rows, this.#labels), predictions, cases)
    const counted = this.#count(condition, moves, rows, this.#tolerance, hasNumbers(predictions))
    this.#largest = Math.max(this.#largest, counted.largestScoreDifference)
    for (let row = 0; row < cases; row++) {
      if (moves.flipped[row] === 1) this.#flipped.add(row)
      if (isUnstable(moves, row, this.#tolerance, hasNumbers(predictions))) this.#moved.add(row)
    }
  }

  /** Answers of an earlier day are not noise: they say whether this is the model that gave them. */
  addRecorded({ moves, rows, rounding, scored }: Awaited<ReturnType<typeof compareRecorded>>): void {
    this.#count('recorded', moves, rows, this.#tolerance + rounding, scored)
  }

  noise(cases: number): SideNoise {
    return {
      cases,
      tolerance: this.#tolerance,
      largestScoreDifference: this.#largest,
      flips: this.#flipped.size,
      unstable: this.#moved.size,
      conditions: this.#conditions,
    }
  }

  /** The farthest first. */
  unstable(): UnstableCase[] {
    return [...this.#worst.values()].sort((a, b) => b.difference - a.difference || a.row - b.row)
  }

  #count(
    condition: NoiseCondition,
    moves: Moves,
    rows: Uint32Array,
    tolerance: number,
    scored: boolean,
  ): NoiseConditionResult {
    let largestScoreDifference = 0
    let flips = 0
    let unstable = 0
    rows.forEach((row, at) => {
      const difference = moves.difference[at]!
      const flipped = moves.flipped[at] === 1
      largestScoreDifference = Math.max(largestScoreDifference, difference)
      if (flipped) flips++
      if (!isUnstable(moves, at, tolerance, scored)) return
      unstable++
      const worst = this.#worst.get(row)
      if (worst === undefined || worst.difference < difference)
        this.#worst.set(row, { side: this.#side, condition, row: this.#start + row, difference, flipped })
    })
    const counted = { condition, cases: rows.length, largestScoreDifference, flips, unstable }
    this.#conditions.push(counted)
    return counted
  }
}

/** Fisher and Yates. */
function shuffle(length: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
