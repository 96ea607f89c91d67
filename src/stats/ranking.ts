import type { Sorted } from './sortOrder.js'

/** Scores in order, cut into groups of ties, with the positives of each: what AUC and average precision are made from. */
export interface Ranking {
  /** Case indices by ascending score. */
  readonly order: Uint32Array
  readonly groups: number
  /** First place in `order` of each group, and n after the last. */
  readonly starts: Uint32Array
  /** Positives in each group. */
  readonly hits: Uint32Array
  /** By place in `order`: 1 = a positive. */
  readonly flags: Uint8Array
  readonly positives: number
  readonly negatives: number
  /** A score was NaN: it has no rank, and nothing made from the others may hide it. */
  readonly broken: boolean
}

/** `positive` holds 1 or 0 for each case. */
export function rankScores({ order, ascending }: Sorted, positive: Uint8Array): Ranking {
  const n = order.length
  const starts = new Uint32Array(n + 1)
  const hits = new Uint32Array(n)
  const flags = new Uint8Array(n)
  let groups = 0
  let positives = 0
  let previous = Number.NaN
  let broken = false
  for (let place = 0; place < n; place++) {
    const score = ascending[place]!
    const flag = positive[order[place]!]!
    if (Number.isNaN(score)) broken = true
    if (score !== previous) starts[groups++] = place
    previous = score
    flags[place] = flag
    hits[groups - 1]! += flag
    positives += flag
  }
  starts[groups] = n
  return { order, groups, starts, hits, flags, positives, negatives: n - positives, broken }
}
