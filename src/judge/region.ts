import type { Amount, Criterion, Demand } from '../core/criterion.js'
import type { Finding } from '../core/result.js'
import { measureInfo } from '../core/measureCatalog.js'

/** What a criterion looks at, and where it may lie: `low <= x <= high`, either of which may be infinite. */
export interface Region {
  readonly sense: Finding['sense']
  readonly unit: Finding['unit']
  readonly low: number
  readonly high: number
  /** As the finding shows it. */
  readonly margin: Finding['margin']
}

/**
 * Every demand is one region in which the truth must lie. A degradation may go up to its margin, an improvement must come up to it,
 * a value keeps its bounds; so one rule decides them all.
 */
export function regionOf({ measure, demand }: Criterion): Region {
  const { unit } = measureInfo(measure)
  switch (demand.kind) {
    case 'maxDegradation': {
      const margin = amountValue(demand.margin)
      return { sense: 'degradation', unit: marginUnit(demand.margin, unit), low: -Infinity, high: margin, margin }
    }
    case 'minImprovement': {
      const margin = amountValue(demand.margin)
      return { sense: 'improvement', unit: marginUnit(demand.margin, unit), low: margin, high: Infinity, margin }
    }
    case 'atLeast': {
      const margin = amountValue(demand.bound)
      return { sense: 'value', unit, low: margin, high: Infinity, margin }
    }
    case 'atMost': {
      const margin = amountValue(demand.bound)
      return { sense: 'value', unit, low: -Infinity, high: margin, margin }
    }
    case 'within': {
      const [low, high] = [amountValue(demand.low), amountValue(demand.high)]
      return { sense: 'value', unit, low, high, margin: [low, high] }
    }
  }
}

/** Whether the demand is a share of the old value, so that the relative difference decides. */
export function isRelative(demand: Demand): boolean {
  return (demand.kind === 'maxDegradation' || demand.kind === 'minImprovement') && demand.margin.unit === 'percent'
}

function amountValue({ value, unit }: Amount): number {
  return unit === 'own' ? value : value / 100
}

function marginUnit({ unit }: Amount, own: Finding['unit']): Finding['unit'] {
  return unit === 'percent' ? 'relative' : own
}
