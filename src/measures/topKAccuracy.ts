import { impossible, type CaseMeasure } from './measure.js'
import { proportionFigures } from './proportionFigures.js'

/** Share of cases whose label is among the `k` with the highest scores; see `topCounts` for ties. With as many labels as k it would always be 1. */
export const topKAccuracy: CaseMeasure = {
  kind: 'cases',
  estimate(view, { k }) {
    if (k === undefined) throw new Error('bug: topKAccuracy without k')
    if (k >= view.labels.length) return impossible('each', view.labelled, 'every-label-counts')
    return proportionFigures(view.top(k), view.confidence)
  },
}
