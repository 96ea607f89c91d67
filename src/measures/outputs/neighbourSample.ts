import { size } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import type { NumberOutput } from '../../core/tensorOutput.js'
import { addToMoments, moments, type Moments } from '../../stats/moments.js'
import { nearestNeighbours, neighbourOverlaps } from '../../stats/neighbours.js'
import { mixBits } from '../../stats/random.js'

/** Cases whose neighbours are looked for: pairs grow with the square. */
export const NEIGHBOUR_CASES = 1000
/** By chance two sets of k neighbours among n share k / (n - 1): with fewer cases than this times k, too much to say anything. */
const CASES_PER_NEIGHBOUR = 10

/**
 * A uniform sample of cases with their vectors on both sides, the same whatever the order and the batches (see `rowSample`): the rows
 * whose number hashes lowest.
 */
export interface NeighbourSample {
  k: number
  seed: number
  capacity: number
  /** Cases seen. */
  rows: number
  filled: number
  limit: number
  keys: Uint32Array
  oldWidth: number
  newWidth: number
  old: Float64Array
  new: Float64Array
}

/** What the measure sees: one overlap a case of the sample, or why there are none. */
export interface NeighbourView {
  readonly k: number
  /** Cases in the sample. */
  readonly cases: number
  readonly overlaps: Moments | null
  readonly reason: string
  readonly confidence: number
}

export function emptyNeighbours(k: number, seed: number, capacity: number = NEIGHBOUR_CASES): NeighbourSample {
  const none = new Float64Array(0)
  return {
    k,
    seed,
    capacity,
    rows: 0,
    filled: 0,
    limit: 0xffffffff,
    keys: new Uint32Array(2 * capacity),
    oldWidth: 0,
    newWidth: 0,
    old: none,
    new: none,
  }
}

export function addNeighbours(
  state: NeighbourSample,
  old: NumberOutput,
  newer: NumberOutput,
  rows: number,
  start: number,
): void {
  if (rows === 0) return
  setWidths(state, old.name, size(old.shape), size(newer.shape))
  const salt = mixBits(state.seed)
  state.rows += rows
  for (let row = 0; row < rows; row++) {
    const key = mixBits((start + row) ^ salt)
    if (key > state.limit) continue
    keep(state, key, visible(old, row, state.oldWidth), visible(newer, row, state.newWidth))
  }
}

export function mergeNeighbours(a: NeighbourSample, b: NeighbourSample): NeighbourSample {
  if (b.rows === 0) return a
  setWidths(a, '', b.oldWidth, b.newWidth)
  a.rows += b.rows
  a.limit = Math.min(a.limit, b.limit)
  for (let i = 0; i < b.filled; i++) {
    if (b.keys[i]! > a.limit) continue
    keep(
      a,
      b.keys[i]!,
      b.old.subarray(i * b.oldWidth, (i + 1) * b.oldWidth),
      b.new.subarray(i * b.newWidth, (i + 1) * b.newWidth),
    )
  }
  return a
}

export function viewNeighbours(state: NeighbourSample, confidence: number): NeighbourView {
  const { k, oldWidth, newWidth } = state
  const order = Array.from({ length: state.filled }, (_, i) => i)
    .sort((i, j) => state.keys[i]! - state.keys[j]!)
    .slice(0, state.capacity)
  const n = order.length
  const view = { k, cases: n, confidence }
  if (n <= CASES_PER_NEIGHBOUR * k) return { ...view, overlaps: null, reason: 'too-few-neighbours' }
  const [old, newer] = [gather(state.old, order, oldWidth), gather(state.new, order, newWidth)]
  if (![old, newer].every((vectors) => vectors.every(Number.isFinite)))
    return { ...view, overlaps: null, reason: 'not-finite' }
  const overlaps = moments.empty()
  const found = neighbourOverlaps(
    nearestNeighbours(old, n, oldWidth, k),
    nearestNeighbours(newer, n, newWidth, k),
    n,
    k,
  )
  for (const overlap of found) addToMoments(overlaps, overlap)
  return { ...view, overlaps, reason: '' }
}

function setWidths(state: NeighbourSample, name: string, oldWidth: number, newWidth: number): void {
  if (state.old.length === 0) {
    state.oldWidth = oldWidth
    state.newWidth = newWidth
    state.old = new Float64Array(2 * state.capacity * oldWidth)
    state.new = new Float64Array(2 * state.capacity * newWidth)
  } else if (state.oldWidth !== oldWidth || state.newWidth !== newWidth)
    throw new RecetteError(
      'OUTPUT_SHAPE_CHANGES',
      `The output "${name}" has not the same number of elements in every case, so that its cases have no nearest neighbours.`,
      `Reduce it first: outputs.${name}.reduce: mean, over the axis that changes.`,
    )
}

/** A case's vector; what the mask hides is zero. */
function visible({ values, mask }: NumberOutput, row: number, width: number): Float64Array {
  const vector = values.subarray(row * width, (row + 1) * width)
  if (mask === null) return vector
  return vector.map((value, i) => (mask.keep[Math.floor((row * width + i) / mask.each)] === 1 ? value : 0))
}

function keep(state: NeighbourSample, key: number, old: Float64Array, newer: Float64Array): void {
  if (state.filled === 2 * state.capacity) compact(state)
  if (key > state.limit) return
  state.keys[state.filled] = key
  state.old.set(old, state.filled * state.oldWidth)
  state.new.set(newer, state.filled * state.newWidth)
  state.filled++
}

/** Keeps the `capacity` cases with the smallest keys. Keys are a bijection of row numbers: no two cases share one. */
function compact(state: NeighbourSample): void {
  state.limit = state.keys.slice(0, state.filled).sort()[state.capacity - 1]!
  let kept = 0
  for (let i = 0; i < state.filled; i++) {
    if (state.keys[i]! > state.limit) continue
    state.keys[kept] = state.keys[i]!
    state.old.copyWithin(kept * state.oldWidth, i * state.oldWidth, (i + 1) * state.oldWidth)
    state.new.copyWithin(kept * state.newWidth, i * state.newWidth, (i + 1) * state.newWidth)
    kept++
  }
  state.filled = kept
}

function gather(vectors: Float64Array, order: readonly number[], width: number): Float64Array {
  const gathered = new Float64Array(order.length * width)
  order.forEach((from, to) => gathered.set(vectors.subarray(from * width, (from + 1) * width), to * width))
  return gathered
}
