import { pairedRatioInterval } from '../stats/pairedRatio.js'
import { tangoInterval } from '../stats/tango.js'
import { wilsonInterval } from '../stats/wilson.js'
import type { Figure } from './measure.js'

/** Cases that succeed with both models, with one of them, and all cases looked at. */
export interface PairedSuccesses {
  readonly both: number
  readonly onlyOld: number
  readonly onlyNew: number
  readonly n: number
}

/** Old and new share with Wilson's interval, the paired difference with Tango's, its relative form with Bonett and Price's. */
export function proportionFigures(of: PairedSuccesses, confidence: number): readonly Figure[] {
  const { both, onlyOld, onlyNew, n } = of
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
export function shareFigure(successes: number, n: number, confidence: number): readonly Figure[] {
  return [{ of: 'pair', value: successes / n, interval: wilsonInterval(successes, n, confidence), n, method: 'wilson' }]
}
