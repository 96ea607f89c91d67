import type { SetMeasure } from './measure.js'

/** Share of the set's rows that both sides answered and that were compared. A fact about the set: no interval. */
export const coverage: SetMeasure = {
  kind: 'set',
  estimate: ({ rows, compared }) => [
    rows === 0
      ? { of: 'pair', value: null, interval: null, n: 0, method: 'count', reason: 'no-cases' }
      : { of: 'pair', value: compared / rows, interval: null, n: rows, method: 'count' },
  ],
}
