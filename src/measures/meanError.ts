import { studentInterval } from '../stats/meanInterval.js'
import { moments, type Moments } from '../stats/moments.js'
import { addPair, emptyPairedMoments } from '../stats/pairedMoments.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import type { CaseView } from './caseView.js'
import { linearisedMean } from './clustered/clusteredMeans.js'
import { linearisedFigures, unseenOf } from './clustered/linearisedFigures.js'
import type { CaseMeasure, Figure } from './measure.js'

/**
 * Mean of value - truth, in the target's unit: whether a model answers too much or too little on the whole. Its interval leaves room for a share of
 * unseen cases that are off by the root mean square error.
 */
export const meanError: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { truth, old, new: newer } = view.values
    const pairs = emptyPairedMoments()
    for (let i = 0; i < truth.length; i++) addPair(pairs, old[i]! - truth[i]!, newer[i]! - truth[i]!)
    const share = unseenShare(truth.length, view.confidence)
    const typical = Math.max(rootMeanSquare(pairs.old), rootMeanSquare(pairs.new))
    const sample = view.labelledSample
    if (sample !== null) {
      const errors = (values: Float64Array) =>
        linearisedMean(
          values.map((value, i) => value - truth[i]!),
          sample,
        )
      const unseen = unseenOf(sample, view.confidence)
      return linearisedFigures({ old: errors(old), new: errors(newer) }, sample, {
        range: [-Infinity, Infinity],
        unseen: { old: unseen * rootMeanSquare(pairs.old), new: unseen * rootMeanSquare(pairs.new) },
        confidence: view.confidence,
        n: truth.length,
      }).map((figure) => (figure.of === 'difference' ? { ...figure, relative: null } : figure))
    }
    return [
      meanFigure(view, 'old', pairs.old, share * rootMeanSquare(pairs.old)),
      meanFigure(view, 'new', pairs.new, share * rootMeanSquare(pairs.new)),
      { ...meanFigure(view, 'difference', pairs.difference, share * typical), relative: null },
    ]
  },
}

function meanFigure(view: CaseView, of: 'old' | 'new' | 'difference', moment: Moments, unseen: number): Figure {
  const { n, mean } = moments.value(moment)
  const interval = allowUnseen(studentInterval(moment, view.confidence), mean, unseen)
  return { of, value: mean, interval, n, method: 'paired-t' }
}

function rootMeanSquare({ n, mean, m2 }: Moments): number {
  return Math.sqrt(mean * mean + m2 / n)
}
