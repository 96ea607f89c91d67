import type { NeighbourMeasure } from './measure.js'
import { meanFigure } from './outputs/meanFigure.js'

/**
 * Share of a case's k nearest neighbours by cosine among a sample of cases that are the same under both models, averaged over the sample.
 * It needs no common space: old and new may have different numbers of elements.
 */
export const neighbourOverlap: NeighbourMeasure = {
  kind: 'neighbours',
  estimate(sample) {
    const { overlaps, confidence } = sample
    if (overlaps === null)
      return { value: null, interval: null, n: sample.cases, method: 'none', reason: sample.reason }
    return meanFigure(overlaps, 1, [0, 1], confidence)
  },
}
