import { wilsonInterval } from '../stats/wilson.js'
import type { OutputMeasure } from './measure.js'
import { meanFigure } from './outputs/meanFigure.js'

/**
 * Share of positions at which the largest element along an axis (the last unless told) stands in the same place on both sides. One position a
 * case: a share of cases with Wilson's interval. Several (one for each token, say): the mean of each case's share.
 */
export const argmaxAgreement: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate(output, { axis = -1 }) {
    const { absent, cases, positions, agreed, share } = output.argmax(axis)
    if (absent) return { value: null, interval: null, n: cases, method: 'none', reason: 'no-such-axis' }
    if (positions !== cases) return meanFigure(share, 1, [0, 1], output.confidence)
    return {
      value: agreed / cases,
      interval: cases === 0 ? null : wilsonInterval(agreed, cases, output.confidence),
      n: cases,
      method: 'wilson',
    }
  },
}
