import type { ClusterSample } from '../stats/clusterSample.js'
import { pairedRatioInterval } from '../stats/pairedRatio.js'
import { tangoInterval } from '../stats/tango.js'
import { wilsonInterval } from '../stats/wilson.js'
import {
  clusteredProportions,
  clusteredShareFigure,
  type ClusteredSuccesses,
} from './clustered/clusteredProportions.js'
import type { Figure } from './measure.js'

/** Cases that succeed with both models, with one of them, and all cases looked at. */
export interface PairedSuccesses {
  readonly both: number
  readonly onlyOld: number
  readonly onlyNew: number
  readonly n: number
  /** With clusters or weights: the same case by case. */
  readonly cases?: ClusteredSuccesses
}

/** The cases of one kind, out of all that were looked at. */
export interface Share {
  readonly successes: number
  readonly n: number
  /** With clusters or weights: 1 for a case of the kind, and how the cases were drawn. */
  readonly cases?: { readonly flags: Float64Array; readonly sample: ClusterSample }
}

/** Old and new share with Wilson's interval, the paired difference with Tango's, its relative form with Bonett and Price's. */
export function proportionFigures(of: PairedSuccesses, confidence: number): readonly Figure[] {
  const { both, onlyOld, onlyNew, n } = of
  if (of.cases !== undefined) return clusteredProportions(of.cases, confidence)
  const old = both + onlyOld
  const newer = both + onlyNew
  const oldInterval = wilsonInterval(old, n, confidence)
  const ratio = oldInterval[0] > 0 ? pairedRatioInterval(both, onlyNew, onlyOld, confidence) : null
  return [
    { of: 'old', value: old / n, interval: oldInterval, n, method: 'wilson' },
    { of: 'new', value: newer / n, interval: wilsonInterval(newer, n, confidence), n, method: 'wilson' },
    {
      of: 'difference',
      value: (onlyNew - onlyOld) / n,
      interval: tangoInterval(onlyNew, onlyOld, n, confidence),
      relative: ratio === null ? null : { value: (newer - old) / old, interval: [ratio[0] - 1, ratio[1] - 1] },
      n,
      method: 'tango-score',
    },
  ]
}

/** One share of the cases with Wilson's interval. */
export function shareFigure({ successes, n, cases }: Share, confidence: number): readonly Figure[] {
  if (cases !== undefined) return clusteredShareFigure(cases.flags, cases.sample, confidence)
  return [{ of: 'pair', value: successes / n, interval: wilsonInterval(successes, n, confidence), n, method: 'wilson' }]
}

/** Cases that only one of the two succeeds in. */
export function shareOfOnly(side: 'old' | 'new', of: PairedSuccesses): Share {
  const { cases } = of
  const [yes, no] = side === 'old' ? [cases?.old, cases?.new] : [cases?.new, cases?.old]
  return {
    successes: side === 'old' ? of.onlyOld : of.onlyNew,
    n: of.n,
    ...(cases === undefined || yes === undefined || no === undefined
      ? {}
      : { cases: { flags: yes.map((success, i) => success * (1 - no[i]!)), sample: cases.sample } }),
  }
}
