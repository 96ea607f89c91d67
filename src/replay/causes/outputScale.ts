import type { Predictions } from '../../core/predictions.js'
import type { Hypothesis, Search, Trial } from './hypothesis.js'
import { rescaling, UNIT_CHANGES } from './units.js'

interface Reading {
  readonly shown: string
  readonly of: (value: number) => number
}

/** New's value is in another unit, or still as it was learnt: a logarithm, or standardised. */
export const outputScale: Hypothesis = {
  cause: 'output-scale',
  async find(search): Promise<Trial | null> {
    if (search.new.kind !== 'values') return null
    let best: { trial: Trial; distance: number } | null = null
    for (const { shown, of } of readings(search)) {
      const change = { read: (predictions: Predictions) => reread(predictions, of) }
      const distance = await search.distance(change)
      if (best !== null && best.distance <= distance) continue
      best = { distance, trial: { cause: 'output-scale', change, values: { change: shown }, mend: null } }
    }
    return best !== null && best.distance < search.now ? best.trial : null
  },
}

function readings({ old }: Search): readonly Reading[] {
  const values = old.kind === 'values' ? old.values : new Float64Array(0)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return [
    ...[...UNIT_CHANGES, rescaling(spread, mean)].map(({ multiply, add, shown }) => ({
      shown,
      of: (value: number) => value * multiply + add,
    })),
    { shown: 'exp', of: Math.exp },
    { shown: 'exp − 1', of: Math.expm1 },
    { shown: '10^', of: (value) => 10 ** value },
    { shown: 'ln', of: Math.log },
    { shown: 'ln(1 + ·)', of: Math.log1p },
  ]
}

/** What has no answer there (a logarithm of nothing) is as far off as anything can be. */
function reread(predictions: Predictions, of: (value: number) => number): Predictions {
  if (predictions.kind !== 'values') return predictions
  return { kind: 'values', values: predictions.values.map((value) => finite(of(value))) }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE
}
