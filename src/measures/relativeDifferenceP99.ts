import { magnitudeQuantile } from '../stats/magnitudes.js'
import type { OutputMeasure } from './measure.js'

/** The |new - old| / |old| that 99 % of the compared elements do not exceed, within 0.4 %. Elements of zero baseline count as infinite. */
export const relativeDifferenceP99: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate({ relative, largestRelative, zeroBaseline, cases }) {
    const found = magnitudeQuantile(relative, 0.99)
    if (found === Infinity)
      return { value: null, interval: null, n: cases, method: 'binned-quantile', reason: 'zero-baseline' }
    return {
      value: zeroBaseline > 0 ? found : Math.min(found, largestRelative),
      interval: null,
      n: cases,
      method: 'binned-quantile',
    }
  },
}
