import { addPair, emptyPairedMoments } from '../stats/pairedMoments.js'
import type { CaseMeasure } from './measure.js'
import { meanFigures } from './meanFigures.js'

/** Mean of |value - truth|, in the target's unit. */
export const mae: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { truth, old, new: newer } = view.values
    const pairs = emptyPairedMoments()
    for (let i = 0; i < truth.length; i++)
      addPair(pairs, Math.abs(old[i]! - truth[i]!), Math.abs(newer[i]! - truth[i]!))
    return meanFigures(pairs, view.confidence, view.seed('mae'), 0)
  },
}
