import type { Amount, Criterion, Demand } from '../core/criterion.js'
import { measureKey } from '../core/measureCatalog.js'

/** `accuracy maxDegradation 1 point by region on test`: what the criterion asks, where, and how it is decided if not as the plan decides. */
export function criterionId(criterion: Omit<Criterion, 'id'>, planBasis: Criterion['basis']): string {
  return [
    measureKey(criterion.measure, criterion.options),
    criterion.demand.kind,
    demandText(criterion.demand),
    ...(criterion.by === null ? [] : ['by', criterion.by]),
    ...(criterion.on === null ? [] : ['on', criterion.on]),
    ...(criterion.basis === planBasis ? [] : [criterion.basis]),
  ].join(' ')
}

function demandText(demand: Demand): string {
  switch (demand.kind) {
    case 'maxDegradation':
    case 'minImprovement':
      return amountText(demand.margin)
    case 'atLeast':
    case 'atMost':
      return amountText(demand.bound)
    case 'within':
      return `[${amountText(demand.low)}, ${amountText(demand.high)}]`
  }
}

function amountText({ value, unit }: Amount): string {
  switch (unit) {
    case 'point':
      return `${value} ${Math.abs(value) === 1 ? 'point' : 'points'}`
    case 'percent':
      return `${value} %`
    case 'own':
      return String(value)
  }
}
