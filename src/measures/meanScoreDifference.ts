import { meanInterval } from '../stats/meanInterval.js'
import type { CaseMeasure } from './measure.js'

/** Signed mean of new - old over the cases: a shift of all scores one way. See `scoreChanges` for which score. */
export const meanScoreDifference: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { difference, few } = view.changes.pairs
    if (difference.n === 0)
      return [{ of: 'pair', value: null, interval: null, n: 0, method: 'paired-t', reason: 'no-scores' }]
    const differences = few === null ? null : few.old.map((value, i) => few.new[i]! - value)
    const { interval, method } = meanInterval(
      difference,
      differences,
      view.confidence,
      view.seed('meanScoreDifference'),
    )
    return [{ of: 'pair', value: difference.mean, interval, n: difference.n, method }]
  },
}
