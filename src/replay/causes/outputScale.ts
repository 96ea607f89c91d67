import type { Predictions } from '../../core/predictions.js'
import type { Hypothesis, Search, Trial } from './hypothesis.js'
import { rescaling, UNIT_CHANGES } from './units.js'

interface Reading {
  readonly shown: string
  readonly of: (value: number) => number
  /** Values are moved by the same amount, however that was found. */
  readonly shift?: 'named' | 'estimated'
}

/** A usual offset is told rather than the estimate that is hardly better. */
const NEARLY = 1.05

/**
 * New's value is in another unit, or still as it was learnt (a logarithm, or standardised), or is off by the same amount in every case. Of all of
 * them the one that leaves least: a factor is not told where a shift explains more.
 */
export const outputScale: Hypothesis = {
  cause: 'output-scale',
  async find(search): Promise<Trial | null> {
    if (search.new.kind !== 'values') return null
    let best: { trial: Trial; distance: number } | null = null
    for (const { shown, of, shift } of readings(search)) {
      const change = { read: (predictions: Predictions) => reread(predictions, of) }
      const distance = await search.distance(change)
      const slack = shift === 'estimated' && best?.trial.cause === 'output-shift' ? NEARLY : 1
      if (best !== null && best.distance <= distance * slack) continue
      const cause = shift === undefined ? 'output-scale' : 'output-shift'
      best = { distance, trial: { cause, change, values: { change: shown }, mend: null } }
    }
    return best !== null && best.distance < search.now ? best.trial : null
  },
}

function readings({ old, new: new_ }: Search): readonly Reading[] {
  const values = old.kind === 'values' ? old.values : new Float64Array(0)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  const offset = new_.kind === 'values' ? medianGap(values, new_.values) : 0
  return [
    ...[...UNIT_CHANGES, rescaling(spread, mean)].map(({ multiply, add, shown }) => ({
      shown,
      of: (value: number) => value * multiply + add,
      ...(multiply === 1 ? { shift: 'named' as const } : {}),
    })),
    { shown: 'exp', of: Math.exp },
    { shown: 'exp − 1', of: Math.expm1 },
    { shown: '10^', of: (value) => 10 ** value },
    { shown: 'ln', of: Math.log },
    { shown: 'ln(1 + ·)', of: Math.log1p },
    ...(offset === 0
      ? []
      : [{ shown: rescaling(1, offset).shown, of: (value: number) => value + offset, shift: 'estimated' as const }]),
  ]
}

/** What new lacks of old in the middle case, so that single wild answers do not move it; 0 where there is none. */
function medianGap(old: Float64Array, new_: Float64Array): number {
  const gaps = old.map((value, row) => value - new_[row]!).filter((gap) => Number.isFinite(gap))
  const sorted = gaps.toSorted()
  const half = sorted.length >> 1
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** What has no answer there (a logarithm of nothing) is as far off as anything can be. */
function reread(predictions: Predictions, of: (value: number) => number): Predictions {
  if (predictions.kind !== 'values') return predictions
  return { kind: 'values', values: predictions.values.map((value) => finite(of(value))) }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE
}
