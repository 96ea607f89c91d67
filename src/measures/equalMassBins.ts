import { binOf } from '../core/segment.js'
import { sortWithOrder } from '../stats/sortOrder.js'
import type { CalibrationCells } from './summaries/calibrationCells.js'
import type { SideScores } from './summaries/calibrationScores.js'

export type BinOfScore = (score: number) => number

/**
 * At most `bins` bins with as much weight in each as ties allow: the k-th edge is the lowest score below which at least k / bins of it lies. Equal
 * scores never part. `weights` null: each score counts once. NaN (a side without scores) goes to bin 0.
 */
export function equalMassBins(scores: Float64Array, weights: Float64Array | null, bins: number): BinOfScore {
  const { order, ascending } = sortWithOrder(scores)
  const weightAt = (place: number): number => (weights === null ? 1 : weights[order[place]!]!)
  let total = 0
  for (let place = 0; place < order.length; place++) total += weightAt(place)
  const edges: number[] = []
  let below = 0
  let next = 1
  for (let place = 0; place < order.length; place++) {
    // Sums of weights in another order differ in their last digits.
    const reached = (below * bins) / total + 1e-9
    if (reached >= next && ascending[place] !== ascending[place - 1]) {
      edges.push(ascending[place]!)
      next = Math.floor(reached) + 1
    }
    below += weightAt(place)
  }
  return (score) => binOf(edges, score)
}

/** The cells of `calibrationCells`, each side in bins of its own. */
export function cellsInBins(
  old: SideScores,
  newer: SideScores,
  bins: number,
  binsOf: { readonly old: BinOfScore; readonly new: BinOfScore },
): CalibrationCells {
  const size = bins * bins * 4
  const cells = {
    bins,
    counts: new Float64Array(size),
    oldSums: new Float64Array(size),
    newSums: new Float64Array(size),
  }
  for (let i = 0; i < old.scores.length; i++) {
    const pair = binsOf.old(old.scores[i]!) * bins + binsOf.new(newer.scores[i]!)
    const cell = pair * 4 + old.outcomes[i]! * 2 + newer.outcomes[i]!
    cells.counts[cell]!++
    cells.oldSums[cell]! += old.scores[i]!
    cells.newSums[cell]! += newer.scores[i]!
  }
  return cells
}
