import type { Amount, Criterion, Demand } from '../core/criterion.js'
import { measureInfo, measureKey, type MeasureInfo } from '../core/measureCatalog.js'

/** `accuracy maxDegradation 1 point by region on test`: what the criterion asks, where, and how it is decided if not as the plan decides. */
export function criterionId(criterion: Omit<Criterion, 'id'>, planBasis: Criterion['basis']): string {
  return [
    measureKey(criterion.measure, criterion.options),
    criterion.demand.kind,
    demandText(criterion.demand, OWN_UNITS[measureInfo(criterion.measure).unit]),
    ...(criterion.by === null ? [] : ['by', criterion.by]),
    ...(criterion.on === null ? [] : ['on', criterion.on]),
    ...(criterion.basis === planBasis ? [] : [criterion.basis]),
  ].join(' ')
}

const OWN_UNITS: Record<MeasureInfo['unit'], string> = {
  proportion: '',
  number: '',
  target: '',
  ms: ' ms',
  'per-second': ' /s',
  bytes: ' B',
  dB: ' dB',
}

function demandText(demand: Demand, ownUnit: string): string {
  switch (demand.kind) {
    case 'maxDegradation':
    case 'minImprovement':
      return amountText(demand.margin, ownUnit)
    case 'atLeast':
    case 'atMost':
      return amountText(demand.bound, ownUnit)
    case 'within':
      return `[${amountText(demand.low, ownUnit)}, ${amountText(demand.high, ownUnit)}]`
  }
}

function amountText({ value, unit }: Amount, ownUnit: string): string {
  switch (unit) {
    case 'point':
      return `${value} ${Math.abs(value) === 1 ? 'point' : 'points'}`
    case 'percent':
      return `${value} %`
    case 'own':
      return `${value}${ownUnit}`
  }
}
