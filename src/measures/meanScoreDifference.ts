import { studentInterval } from '../stats/meanInterval.js'
import { moments } from '../stats/moments.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { clusteredChange } from './clustered/clusteredChange.js'
import type { CaseMeasure } from './measure.js'

/** A score that crosses the middle has moved by that much, seen from the certain answer that it was. */
const ACROSS = 1 / 2

/**
 * Signed mean of new - old over the cases: a shift of all scores one way. See `scoreChanges` for which score. Its interval leaves room for a
 * share of unseen cases whose score crosses the middle, or whose value moves by the standard deviation of values.
 */
export const meanScoreDifference: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { old, new: newer, difference } = view.changes.pairs
    if (difference.n === 0)
      return [{ of: 'pair', value: null, interval: null, n: 0, method: 'paired-t', reason: 'no-scores' }]
    // In a multilabel task the number of a case is the mean over its labels, of which one crosses.
    const across = view.labelSets === null ? ACROSS : ACROSS / view.labels.length
    const { cases } = view.changes
    if (cases !== undefined) return clusteredChange(cases, view.confidence, view.labels.length > 0 ? across : null)
    const interval = studentInterval(difference, view.confidence)
    const spread = Math.sqrt(Math.max(moments.value(old).variance, moments.value(newer).variance))
    const typical = view.labels.length > 0 ? across : spread
    const unseen = unseenShare(difference.n, view.confidence) * typical
    return [
      {
        of: 'pair',
        value: difference.mean,
        interval: allowUnseen(interval, difference.mean, unseen),
        n: difference.n,
        method: 'paired-t',
      },
    ]
  },
}
