import { twoSidedZ } from '../stats/distributions.js'
import { moments } from '../stats/moments.js'
import { pairedPathVariance, pathVariance, wassersteinDistance } from '../stats/wasserstein.js'
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
    const half = twoSidedZ(confidence) * Math.sqrt(variance)
    return {
      value: distance / scale,
      interval: [Math.max(0, distance - half) / scale, (distance + half) / scale],
      method: 'influence',
    }
  },
}
