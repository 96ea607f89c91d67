import { limitsOfAgreement as limitsOf, LIMITS_Z } from '../stats/limitsOfAgreement.js'
import { moments } from '../stats/moments.js'
import { unseenShare } from '../stats/unseen.js'
import { impossible, type CaseMeasure } from './measure.js'

/** A score that crosses the middle has moved by that much, seen from the certain answer that it was. */
const ACROSS = 1 / 2

/**
 * How far both models' numbers lie apart on 95 % of the cases: the further of Bland and Altman's two limits, |bias| + 1.96 standard deviations, with
 * its interval. It leaves room for a share of unseen cases whose score crosses the middle, or whose value moves by the standard deviation of values.
 */
export const limitsOfAgreement: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { old, new: newer, difference } = view.changes.pairs
    const { n, mean, variance } = moments.value(difference)
    if (n === 0) return impossible('pair', 0, 'no-scores')
    const found = limitsOf(n, mean, variance, view.confidence)
    if (found === null) return impossible('pair', n, n < 2 ? 'too-few-cases' : 'not-finite')
    const spread = Math.sqrt(Math.max(moments.value(old).variance, moments.value(newer).variance))
    const step = view.labels.length > 0 ? ACROSS : spread
    const unseen = LIMITS_Z * step * Math.sqrt(unseenShare(n, view.confidence))
    const [low, high] =
      found.bias >= 0 ? found.highInterval : ([0 - found.lowInterval[1], 0 - found.lowInterval[0]] as const)
    const value = Math.max(found.high, 0 - found.low)
    return [
      {
        of: 'pair',
        value,
        // Values that are all one and the same say nothing of others.
        interval:
          unseen > 0 || high > low
            ? [Math.max(0, Math.min(low, value)), Math.max(high, Math.hypot(value, unseen))]
            : null,
        n,
        method: 'mover',
      },
    ]
  },
}
