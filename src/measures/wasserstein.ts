import { twoSidedZ } from '../stats/distributions.js'
import { countSorted } from '../stats/histogram.js'
import { moments } from '../stats/moments.js'
import { pairedPathVariance, pathVariance, wassersteinDistance } from '../stats/wasserstein.js'
import { sorted } from '../stats/sortOrder.js'
import { unseenShare } from '../stats/unseen.js'
import { wassersteinNoise, type PairEnds } from '../stats/wassersteinNoise.js'
import { chanceOfCrossing } from './chance.js'
import { quantileEdges } from './columnBins.js'
import type { DriftMeasure } from './measure.js'

/**
 * How far the values have to be moved on average to turn one distribution into the other, in standard deviations of the reference (old
 * scores, for scores), so that columns of different units compare. Impossible when the reference is constant.
 */
export const wasserstein: DriftMeasure = {
  kind: 'drift',
  compare({ kind, a, b, paired }, _options, confidence) {
    if (kind !== 'number') return null
    const scale = Math.sqrt(moments.value(a.numbers.reduce(moments.add, moments.empty())).variance)
    if (!(scale > 0))
      return {
        value: null,
        interval: null,
        method: 'influence',
        reason: a.numbers.length < 2 ? 'no-cases' : 'constant-reference',
      }
    const { distance, path } = wassersteinDistance(a.numbers, b.numbers)
    const variance = paired
      ? pairedPathVariance(a.values, b.values, path)
      : pathVariance(a.numbers, path) + pathVariance(b.numbers, path)
    const noise = wassersteinNoise(a.numbers, b.numbers, paired ? pairEnds(a.values, b.values) : null)
    const half = twoSidedZ(confidence) * Math.sqrt(variance)
    // A share of unseen cases, each a standard deviation away: equal samples are not known to stay equal.
    const unseen = unseenShare(Math.min(a.numbers.length, b.numbers.length), confidence) * scale
    return {
      value: distance / scale,
      // Noise can only raise the distance: the low end allows for what it may have added.
      interval: [Math.max(0, distance - half - noise) / scale, (distance + Math.max(half, unseen)) / scale],
      method: 'influence',
    }
  },
  crossing({ kind, a, b }, _options, threshold, seed) {
    if (kind !== 'number') return null
    const scale = Math.sqrt(moments.value(a.numbers.reduce(moments.add, moments.empty())).variance)
    if (!(scale > 0) || b.numbers.length === 0) return Number.NaN
    // Between the places that cut both samples together into CHANCE_BINS equal parts, the two shares below are as good as constant.
    const edges = quantileEdges(sorted(Float64Array.from([...a.numbers, ...b.numbers])), CHANCE_BINS)
    const [before, after] = [countSorted(a.numbers, edges), countSorted(b.numbers, edges)]
    return chanceOfCrossing(before, after, (x, y) => areaBetween(x, y, edges) / scale, threshold, seed)
  },
}

const CHANCE_BINS = 50

/** Area between two distribution functions that are known at the edges. */
function areaBetween(x: Float64Array, y: Float64Array, edges: Float64Array): number {
  const [n, m] = [x, y].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number]
  let [below, belowY, area] = [0, 0, 0]
  for (let i = 0; i < edges.length; i++) {
    below += x[i]! / n
    belowY += y[i]! / m
    const from = i === 0 ? edges[0]! : (edges[i - 1]! + edges[i]!) / 2
    const to = i === edges.length - 1 ? edges[i]! : (edges[i]! + edges[i + 1]!) / 2
    area += Math.abs(below - belowY) * (to - from)
  }
  return area
}

function pairEnds(a: Float64Array, b: Float64Array): PairEnds {
  return {
    lows: sorted(a.map((x, i) => Math.min(x, b[i]!))),
    highs: sorted(a.map((x, i) => Math.max(x, b[i]!))),
  }
}
