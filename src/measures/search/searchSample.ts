import { cellText, columnOf, type Column } from '../../core/batch.js'
import type { PairedBatch } from '../../core/predictions.js'
import { deriveSeed, mixBits } from '../../stats/random.js'
import { nthSmallest } from '../../stats/smallest.js'
import { caseLosses, type CaseLosses } from './caseLosses.js'

/** A column of more different texts is no segment: it is left out once so many were seen. */
export const MOST_CATEGORIES = 1000
const MOST_ROWS = 200_000
const MS_A_DAY = 86_400_000
const PIECE = 65_536
const FEWEST_ROWS = 10_000
/** Numbers kept in all, so that a wide set takes no more memory than a narrow one: 32 MB, twice that while it is filled. */
const MOST_NUMBERS = 4_000_000

/** Dates are cut into ranges as numbers are, in whole days since 1970-01-01. */
export type SearchedKind = 'number' | 'date' | 'category'

export interface SearchedColumn {
  readonly name: string
  readonly kind: SearchedKind
}

interface ColumnState {
  readonly name: string
  readonly kind: SearchedKind
  /** Numbers, or codes of categories; NaN where missing. */
  values: Float64Array
  /** Of all cases, not of the sample alone: so that it does not matter in which order they came. */
  categories: string[]
  tooMany: boolean
}

/**
 * A uniform sample of cases with what each loses and its columns: those whose row number hashes lowest (bottom-k), so that any split of the
 * set finds the same. The hash also says in which half a case stands.
 */
export interface SearchState {
  /** Cases with a known loss. */
  cases: number
  /** Whether any case had a truth to be held against. */
  hasTruth: boolean
  readonly salt: number
  readonly capacity: number
  filled: number
  limit: number
  keys: Uint32Array
  old: Float64Array
  new: Float64Array
  /** Whether the plan names clusters or weights; without, every case is its own (NaN) and counts 1. */
  sampled: boolean
  clusters: Float64Array
  weights: Float64Array
  columns: ColumnState[]
}

export function startSearch(
  columns: readonly SearchedColumn[],
  seed: number,
  capacity: number = capacityFor(columns.length),
): SearchState {
  return {
    cases: 0,
    hasTruth: false,
    salt: deriveSeed(seed, 'slice search'),
    capacity,
    filled: 0,
    limit: 0xffffffff,
    keys: new Uint32Array(0),
    old: new Float64Array(0),
    new: new Float64Array(0),
    sampled: false,
    clusters: new Float64Array(0),
    weights: new Float64Array(0),
    columns: columns.map(({ name, kind }) => ({
      name,
      kind,
      values: new Float64Array(0),
      categories: [],
      tooMany: false,
    })),
  }
}

function capacityFor(columns: number): number {
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(MOST_NUMBERS / (columns + 3))))
}

export function addToSearch(state: SearchState, batch: PairedBatch): void {
  const losses = caseLosses(batch)
  if (losses === null) return
  if (batch.truth.kind !== 'none') state.hasTruth = true
  // In pieces, so that a large batch is thinned out as it comes.
  for (let from = 0; from < batch.rows; from += PIECE)
    addPiece(state, batch, losses, from, Math.min(batch.rows, from + PIECE))
}

function addPiece(state: SearchState, batch: PairedBatch, losses: CaseLosses, from: number, to: number): void {
  const picked = new Uint32Array(to - from)
  const keys = new Uint32Array(to - from)
  let count = 0
  for (let i = from; i < to; i++) {
    if (!Number.isFinite(losses.old[i]!) || !Number.isFinite(losses.new[i]!)) continue
    state.cases++
    const key = mixBits((batch.columns.start + i) ^ state.salt)
    if (key > state.limit) continue
    picked[count] = i
    keys[count++] = key
  }
  const at = state.filled
  makeRoom(state, at + count)
  const { clusters = null, weights = null } = batch.sampling ?? {}
  if (batch.sampling !== undefined) state.sampled = true
  for (let i = 0; i < count; i++) {
    const row = picked[i]!
    state.keys[at + i] = keys[i]!
    state.old[at + i] = losses.old[row]!
    state.new[at + i] = losses.new[row]!
    state.clusters[at + i] = clusters === null ? Number.NaN : clusters[row]!
    state.weights[at + i] = weights === null ? 1 : weights[row]!
  }
  for (const held of state.columns)
    addColumn(held, columnOf(batch.columns, held.name), { from, to }, picked.subarray(0, count), at)
  state.filled += count
  if (state.filled >= 2 * state.capacity) compact(state)
}

export function mergeSearches(a: SearchState, b: SearchState): SearchState {
  const at = a.filled
  makeRoom(a, at + b.filled)
  a.cases += b.cases
  a.hasTruth ||= b.hasTruth
  a.keys.set(b.keys.subarray(0, b.filled), at)
  a.old.set(b.old.subarray(0, b.filled), at)
  a.new.set(b.new.subarray(0, b.filled), at)
  a.sampled ||= b.sampled
  a.clusters.set(b.clusters.subarray(0, b.filled), at)
  a.weights.set(b.weights.subarray(0, b.filled), at)
  a.columns.forEach((held, c) => {
    const other = b.columns[c]!
    if (held.tooMany || other.tooMany) return void giveUp(held)
    const known = new Map(held.categories.map((name, code) => [name, code]))
    const codes = other.categories.map((name) => known.get(name) ?? held.categories.push(name) - 1)
    for (let i = 0; i < b.filled; i++) {
      const value = other.values[i]!
      held.values[at + i] = held.kind !== 'category' || Number.isNaN(value) ? value : (codes[value] ?? Number.NaN)
    }
    if (held.categories.length > MOST_CATEGORIES) giveUp(held)
  })
  a.filled += b.filled
  a.limit = Math.min(a.limit, b.limit)
  if (a.filled > a.capacity) compact(a)
  return a
}

interface Rows {
  readonly from: number
  readonly to: number
}

function addColumn(held: ColumnState, column: Column, rows: Rows, picked: Uint32Array, at: number): void {
  if (held.tooMany) return
  if (column.kind === 'number' && held.kind === 'number') {
    for (let i = 0; i < picked.length; i++) {
      const row = picked[i]!
      const value = column.valid !== null && column.valid[row] === 0 ? Number.NaN : column.values[row]!
      held.values[at + i] = Number.isFinite(value) ? value : Number.NaN
    }
    return
  }
  if (held.kind === 'date') {
    for (let i = 0; i < picked.length; i++) held.values[at + i] = dayOf(cellText(column, picked[i]!))
    return
  }
  const own = ownCodes(held, column, rows)
  if (own === null) return
  for (let i = 0; i < picked.length; i++) held.values[at + i] = own(picked[i]!)
}

/** The whole day of an ISO date or instant; NaN where there is none. */
function dayOf(text: string | null): number {
  return text === null ? Number.NaN : Math.floor(Date.parse(text) / MS_A_DAY)
}

/** The column's own code of each row, after every value among the rows was noted; null when there are too many. */
function ownCodes(held: ColumnState, column: Column, { from, to }: Rows): ((row: number) => number) | null {
  const known = new Map(held.categories.map((name, code) => [name, code]))
  const note = (text: string | null): number => {
    if (text === null) return Number.NaN
    const code = known.get(text) ?? held.categories.push(text) - 1
    known.set(text, code)
    return code
  }
  if (column.kind !== 'text') {
    const codes = new Float64Array(to - from)
    for (let row = from; row < to; row++) {
      codes[row - from] = note(cellText(column, row))
      if (held.categories.length > MOST_CATEGORIES) return giveUp(held)
    }
    return (row) => codes[row - from]!
  }
  const { codes, valid, dictionary } = column
  const own = new Float64Array(dictionary.length).fill(-1)
  for (let row = from; row < to; row++) {
    const code = codes[row]!
    if (code < 0 || own[code] !== -1 || (valid !== null && valid[row] === 0)) continue
    own[code] = note(dictionary[code]!)
    if (held.categories.length > MOST_CATEGORIES) return giveUp(held)
  }
  return (row) => (codes[row]! < 0 || (valid !== null && valid[row] === 0) ? Number.NaN : own[codes[row]!]!)
}

function giveUp(held: ColumnState): null {
  held.tooMany = true
  held.categories = []
  held.values.fill(Number.NaN)
  return null
}

/** Keeps the cases with the smallest keys. */
export function compact(state: SearchState): void {
  const keys = state.keys.subarray(0, state.filled)
  state.limit = nthSmallest(keys, state.capacity)
  const kept = new Uint32Array(state.capacity)
  for (let i = 0, at = 0; i < keys.length; i++) if (keys[i]! <= state.limit) kept[at++] = i
  const { old, new: newer, clusters, weights } = state
  for (const values of [state.keys, old, newer, clusters, weights, ...state.columns.map((column) => column.values)])
    for (let i = 0; i < kept.length; i++) values[i] = values[kept[i]!]!
  state.filled = kept.length
}

function makeRoom(state: SearchState, rows: number): void {
  if (rows <= state.keys.length) return
  // At most what is ever held before it is thinned out.
  const length = Math.max(rows, Math.min(state.keys.length * 4, 2 * state.capacity + PIECE), 1024)
  const grown = (values: Float64Array): Float64Array => {
    const larger = new Float64Array(length)
    larger.set(values)
    return larger
  }
  const keys = new Uint32Array(length)
  keys.set(state.keys)
  state.keys = keys
  state.old = grown(state.old)
  state.new = grown(state.new)
  state.clusters = grown(state.clusters)
  state.weights = grown(state.weights)
  for (const column of state.columns) column.values = grown(column.values)
}
