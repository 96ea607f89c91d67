import { twoSidedZ } from '../stats/distributions.js'
import { moments } from '../stats/moments.js'
import { pairedPathVariance, pathVariance, wassersteinDistance } from '../stats/wasserstein.js'
import { sorted } from '../stats/sortOrder.js'
import { unseenShare } from '../stats/unseen.js'
import { wassersteinNoise, type PairEnds } from '../stats/wassersteinNoise.js'
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
}

function pairEnds(a: Float64Array, b: Float64Array): PairEnds {
  return {
    lows: sorted(a.map((x, i) => Math.min(x, b[i]!))),
    highs: sorted(a.map((x, i) => Math.max(x, b[i]!))),
  }
}
