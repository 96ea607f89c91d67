import { magnitudeQuantile } from '../stats/magnitudes.js'
import type { OutputMeasure } from './measure.js'

/** The |new - old| that 99 % of the compared elements do not exceed, within 0.4 %; never above the largest. */
export const absoluteDifferenceP99: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: ({ absolute, largest, cases }) => ({
    value: Math.min(magnitudeQuantile(absolute, 0.99), largest),
    interval: null,
    n: cases,
    method: 'binned-quantile',
  }),
}
