import { concordance as linConcordance } from '../stats/concordance.js'
import { pairedCovariance } from '../stats/pairedMoments.js'
import { unseenShare } from '../stats/unseen.js'
import { impossible, type CaseMeasure } from './measure.js'

/**
 * Lin's concordance correlation of both models' numbers: the values of a regression, or the scores as `scoreChanges` takes them. Its interval
 * leaves room for a share of unseen cases that move by a standard deviation, each of which costs half of itself.
 */
export const concordance: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { pairs } = view.changes
    const n = pairs.difference.n
    if (n === 0) return impossible('pair', 0, 'no-scores')
    const ab = n < 2 ? 0 : pairedCovariance(pairs) * (n - 1)
    const sides = { a: pairs.old.mean, b: pairs.new.mean, aa: pairs.old.m2, bb: pairs.new.m2 }
    const found = linConcordance({ n, ...sides, ab }, view.confidence)
    if (found === null) return impossible('pair', n, n < 2 ? 'too-few-cases' : 'constant-side')
    const { value } = found
    const unseen = unseenShare(n, view.confidence) / 2
    // Without any scatter the interval has no width of its own: what was not seen is all of it.
    const [low, high] = found.interval ?? [value, value]
    return [
      {
        of: 'pair',
        value,
        interval:
          n < 4 ? null : [Math.max(-1, Math.min(low, value - unseen)), Math.min(1, Math.max(high, value + unseen))],
        n,
        method: 'lin',
      },
    ]
  },
}
