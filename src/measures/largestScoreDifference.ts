import type { CaseMeasure } from './measure.js'

/** Largest |new - old| over every score (or value) of every case. A maximum is a fact about the set: no interval. */
export const largestScoreDifference: CaseMeasure = {
  kind: 'cases',
  estimate: ({ changes }) => [
    changes.largest < 0
      ? { of: 'pair', value: null, interval: null, n: 0, method: 'maximum', reason: 'no-scores' }
      : { of: 'pair', value: changes.largest, interval: null, n: changes.pairs.difference.n, method: 'maximum' },
  ],
}
