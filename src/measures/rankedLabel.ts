import { averagePrecision } from '../stats/averagePrecision.js'
import type { Linearised } from '../stats/linearised.js'
import { rankScores } from '../stats/ranking.js'
import { rocAuc } from '../stats/rocAuc.js'
import type { Sorted } from '../stats/sortOrder.js'
import { rankWeighted, weightedAuc, weightedAveragePrecision } from '../stats/weightedRanks.js'

/** One label against the rest, for one side; null without scores. */
export interface RankedSide {
  readonly auc: Linearised
  readonly precision: Linearised
}

export interface RankedLabel {
  /** 1 = the case has the label. */
  readonly positive: Uint8Array
  readonly positives: number
  /** As many cases count as the label's; their sum of weights where they have any. */
  readonly weight: number
  readonly old: RankedSide | null
  readonly new: RankedSide | null
}

/** Ranks the cases by either side's scores of a label (null without scores); `positive`: 1 = the case has the label; `weights` null: each counts once. */
export function rankLabel(
  positive: Uint8Array,
  scores: { readonly old: Sorted | null; readonly new: Sorted | null },
  weights: Float64Array | null,
): RankedLabel {
  const side = (sorted: Sorted | null): RankedSide | null =>
    sorted === null
      ? null
      : weights === null
        ? rankedByCount(sorted, positive)
        : rankedByWeight(sorted, positive, weights)
  const positives = countOf(positive)
  return {
    positive,
    positives,
    weight: weights === null ? positives : weightOf(positive, weights),
    old: side(scores.old),
    new: side(scores.new),
  }
}

function rankedByCount(scores: Sorted, positive: Uint8Array): RankedSide {
  const ranking = rankScores(scores, positive)
  return { auc: rocAuc(ranking), precision: averagePrecision(ranking) }
}

function rankedByWeight(scores: Sorted, positive: Uint8Array, weights: Float64Array): RankedSide {
  const ranking = rankWeighted(scores, positive, weights)
  return {
    auc: weightedAuc(ranking, positive, weights),
    precision: weightedAveragePrecision(ranking, positive, weights),
  }
}

function weightOf(flags: Uint8Array, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < flags.length; i++) sum += flags[i]! * weights[i]!
  return sum
}

function countOf(flags: Uint8Array): number {
  let count = 0
  for (let i = 0; i < flags.length; i++) count += flags[i]!
  return count
}
