import { limitsOfAgreement as limitsOf, LIMITS_Z } from '../stats/limitsOfAgreement.js'
import { moments } from '../stats/moments.js'
import { clusterSums, linearisedInterval } from '../stats/linearised.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { independentPairs, linearisedLimit } from './clustered/clusteredAgreement.js'
import type { ClusteredPairs } from './clustered/clusteredMeans.js'
import { clamp, samplingFacts, unseenOf } from './clustered/linearisedFigures.js'
import { impossible, type CaseMeasure, type Figure } from './measure.js'

/** A score that crosses the middle has moved by that much, seen from the certain answer that it was. */
const ACROSS = 1 / 2

/**
 * How far both models' numbers lie apart on 95 % of the cases: the further of Bland and Altman's two limits, |bias| + 1.96 standard deviations, with
 * its interval. It leaves room for a share of unseen cases whose score crosses the middle, or whose value moves by the standard deviation of values.
 */
export const limitsOfAgreement: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { cases, pairs } = view.changes
    const { old, new: newer, difference } = pairs
    const { n, mean, variance } = moments.value(difference)
    if (n === 0) return impossible('pair', 0, 'no-scores')
    const found = limitsOf(n, mean, variance, view.confidence)
    if (found === null) return impossible('pair', n, n < 2 ? 'too-few-cases' : 'not-finite')
    const spread = Math.sqrt(Math.max(moments.value(old).variance, moments.value(newer).variance))
    const step = view.labels.length > 0 ? ACROSS : spread
    if (cases !== undefined) return linearised(cases, view.confidence, step, 'cluster-linearised')
    const independent = independentPairs(view)
    if (independent !== null) return linearised(independent, view.confidence, step, 'infinitesimal-jackknife')
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

function linearised(cases: ClusteredPairs, confidence: number, step: number, method: string): readonly Figure[] {
  const { sample } = cases
  const ofClusters = method === 'cluster-linearised'
  const share = ofClusters ? unseenOf(sample, confidence) : unseenShare(cases.old.length, confidence)
  const found = linearisedLimit(cases)
  const unseen = LIMITS_Z * step * Math.sqrt(share)
  const interval = linearisedInterval(clusterSums(found, sample), sample, confidence)
  return [
    {
      of: 'pair',
      value: found.value,
      interval: clamp(allowUnseen(interval, found.value, Math.hypot(found.value, unseen) - found.value), [0, Infinity]),
      n: cases.old.length,
      method,
      ...(ofClusters ? samplingFacts(sample, confidence) : {}),
    },
  ]
}
