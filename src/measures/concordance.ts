import { concordance as linConcordance } from '../stats/concordance.js'
import { pairedCovariance } from '../stats/pairedMoments.js'
import { clusterSums, linearisedInterval } from '../stats/linearised.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { clamp, samplingFacts, unseenOf } from './clustered/linearisedFigures.js'
import { independentPairs, linearisedConcordance } from './clustered/clusteredAgreement.js'
import type { ClusteredPairs } from './clustered/clusteredMeans.js'
import { impossible, type CaseMeasure, type Figure } from './measure.js'

/**
 * Lin's concordance correlation of both models' numbers: the values of a regression, or the scores as `scoreChanges` takes them. Its interval
 * leaves room for a share of unseen cases that move by a standard deviation, each of which costs half of itself.
 */
export const concordance: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { pairs, cases } = view.changes
    const n = pairs.difference.n
    if (n === 0) return impossible('pair', 0, 'no-scores')
    const ab = n < 2 ? 0 : pairedCovariance(pairs) * (n - 1)
    const sides = { a: pairs.old.mean, b: pairs.new.mean, aa: pairs.old.m2, bb: pairs.new.m2 }
    const found = linConcordance({ n, ...sides, ab }, view.confidence)
    if (found === null) return impossible('pair', n, n < 2 ? 'too-few-cases' : 'constant-side')
    if (cases !== undefined) return linearised(cases, view.confidence, 'cluster-linearised')
    const independent = independentPairs(view)
    if (independent !== null) return linearised(independent, view.confidence, 'infinitesimal-jackknife')
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

function linearised(cases: ClusteredPairs, confidence: number, method: string): readonly Figure[] {
  const { sample } = cases
  const ofClusters = method === 'cluster-linearised'
  const share = ofClusters ? unseenOf(sample, confidence) : unseenShare(cases.old.length, confidence)
  const found = linearisedConcordance(cases)
  const interval = linearisedInterval(clusterSums(found, sample), sample, confidence)
  return [
    {
      of: 'pair',
      value: found.value,
      interval: clamp(allowUnseen(interval, found.value, share / 2), [-1, 1]),
      n: cases.old.length,
      method,
      ...(ofClusters ? samplingFacts(sample, confidence) : {}),
    },
  ]
}
