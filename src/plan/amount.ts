import type { Amount } from '../core/criterion.js'
import type { MeasureInfo, MeasureName } from '../core/measureCatalog.js'
import { didYouMean } from '../core/nearestName.js'
import type { Refusal } from './problemList.js'
import { splitQuantity } from './quantity.js'

/** A `margin` is between old and new (maxDegradation, minImprovement); a `bound` is on the value itself (atLeast, atMost, within). */
export type AmountUse = 'margin' | 'bound'

export interface AmountContext {
  readonly measure: MeasureName
  readonly info: MeasureInfo
  readonly use: AmountUse
  /** The plan's `targetUnit`, which may be written behind an amount in the target's unit. */
  readonly targetUnit: string | null
}

/** Units that are the measure's own up to a factor. */
const OWN_UNITS: Record<MeasureInfo['unit'], Readonly<Record<string, number>>> = {
  proportion: {},
  number: {},
  target: {},
  ms: { us: 1e-3, µs: 1e-3, ms: 1, s: 1e3 },
  'per-second': { 'per second': 1, 'per-second': 1, '/s': 1 },
  dB: { dB: 1 },
  bytes: { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 },
}

/** The only measures outside speed whose value can lie below zero. */
const SIGNED: ReadonlySet<MeasureName> = new Set([
  'decisionCost',
  'matthewsCorrelation',
  'meanError',
  'concordance',
  'r2',
  'cohenKappa',
  'meanScoreDifference',
  'cosineSimilarity',
  'smallestCosineSimilarity',
  'signalToNoise',
])

/** Whether a value of `measure` can be negative, so that a negative bound makes sense. */
export function canBeNegative(measure: MeasureName): boolean {
  return SIGNED.has(measure)
}

/**
 * Reads `1 point`, `3 points`, `10 %`, `5 ms`, `0.01`: a finite number, then a unit that the measure can have.
 * The number is kept as written with its unit (`{ value: 10, unit: 'percent' }`); own units are converted to the measure's.
 * A margin is never negative: which way is worse belongs to the measure.
 */
export function parseAmount(written: string | number, context: AmountContext): Amount | Refusal {
  const quantity = splitQuantity(written)
  if (quantity === null) return unreadable(written, context)
  const { value, unit } = quantity
  if (unit === 'point' || unit === 'points') return checkRange(written, { value, unit: 'point' }, context)
  if (unit === '%' || unit === 'percent') return checkRange(written, { value, unit: 'percent' }, context)
  const factor = ownFactor(unit, context)
  if (factor !== undefined) return checkRange(written, { value: value * factor, unit: 'own' }, context)
  const names = unitNames(context)
  return {
    code: 'PLAN_UNKNOWN_UNIT',
    message: `"${written}" has the unit "${unit}", which ${context.measure} does not take.${didYouMean(unit, names)}`,
    hint: `Write ${describeUnits(context)}.`,
  }
}

/** A bound as a plain number in the measure's unit, for comparing the two ends of `within`. */
export function boundValue(amount: Amount): number {
  return amount.unit === 'own' ? amount.value : amount.value / 100
}

function checkRange(written: string | number, amount: Amount, context: AmountContext): Amount | Refusal {
  const { measure, info, use } = context
  if (amount.unit === 'point' && info.unit !== 'proportion') return wrongUnit(written, 'points of percentage', context)
  if (amount.unit === 'percent' && use === 'bound' && info.unit !== 'proportion')
    return wrongUnit(written, 'per cent', context)
  if (use === 'margin' && amount.value < 0) {
    return {
      code: 'PLAN_NEGATIVE_MARGIN',
      message: `"${written}" is negative, but a margin says how far, never which way: for ${measure}, ${worse(info)} is worse.`,
      hint: `Write ${String(written).trim().replace(/^-\s*/, '')}.`,
    }
  }
  if (use === 'bound' && amount.value < 0 && !canBeNegative(measure)) {
    return {
      code: 'PLAN_OUT_OF_RANGE',
      message: `"${written}" is negative, but ${measure} is never below zero.`,
      hint: `Write ${describeUnits(context)}.`,
    }
  }
  if (info.unit === 'proportion' && !(amount.unit === 'percent' && use === 'margin')) {
    const share = boundValue(amount)
    if (share > 1) {
      const meant = amount.unit === 'own' ? ` Did you mean "${amount.value} ${use === 'margin' ? 'points' : '%'}"?` : ''
      return {
        code: 'PLAN_OUT_OF_RANGE',
        message: `"${written}" is more than the whole range of ${measure}, which goes from 0 to 1 (100 %).${meant}`,
        hint: `Write ${describeUnits(context)}.`,
      }
    }
  }
  return amount
}

function unreadable(written: string | number, context: AmountContext): Refusal {
  const text = String(written)
  const comma = /^[+-]?\d+,\d+/.test(text.trim())
  return {
    code: 'PLAN_UNREADABLE_AMOUNT',
    message: comma
      ? `"${text}" has a decimal comma, but numbers in a plan are written with a point.`
      : `"${text}" is not an amount: it must be a finite number with its unit.`,
    hint: comma ? `Write ${text.trim().replace(',', '.')}.` : `Write ${describeUnits(context)}.`,
  }
}

function wrongUnit(written: string | number, unit: string, context: AmountContext): Refusal {
  return {
    code: 'PLAN_UNKNOWN_UNIT',
    message: `"${written}" is in ${unit}, but ${context.measure} is ${describeMeasureUnit(context)}.`,
    hint: `Write ${describeUnits(context)}.`,
  }
}

function ownFactor(unit: string, { info, targetUnit }: AmountContext): number | undefined {
  if (unit === '' || (info.unit === 'target' && unit === targetUnit)) return 1
  const units = OWN_UNITS[info.unit]
  return Object.hasOwn(units, unit) ? units[unit] : undefined
}

function unitNames({ info, use, targetUnit }: AmountContext): string[] {
  return [
    ...(info.unit === 'proportion' ? ['point', 'points'] : []),
    ...(use === 'margin' || info.unit === 'proportion' ? ['percent'] : []),
    ...Object.keys(OWN_UNITS[info.unit]),
    ...(info.unit === 'target' && targetUnit !== null ? [targetUnit] : []),
  ]
}

function describeUnits(context: AmountContext): string {
  const { info, use, targetUnit } = context
  const relative = use === 'margin' ? ', or 10 % for a share of the old value' : ''
  switch (info.unit) {
    case 'proportion':
      return use === 'margin' ? `1 point for a percentage point${relative}` : '2 % or 0.02'
    case 'number':
      return `a bare number such as 0.05${relative}`
    case 'target':
      return `a number in the target's unit${targetUnit === null ? '' : `, such as 5 ${targetUnit}`}${relative}`
    case 'ms':
      return `a time such as 5 ms${relative}`
    case 'per-second':
      return `a number per second such as 100 /s${relative}`
    case 'bytes':
      return `a size such as 200 MiB${relative}`
    case 'dB':
      return `a ratio such as 40 dB${relative}`
  }
}

function describeMeasureUnit({ info }: AmountContext): string {
  switch (info.unit) {
    case 'proportion':
      return 'a proportion'
    case 'number':
      return 'a number without a unit'
    case 'target':
      return "in the target's unit"
    case 'ms':
      return 'a time'
    case 'per-second':
      return 'a number per second'
    case 'bytes':
      return 'a size in memory'
    case 'dB':
      return 'a ratio in decibels'
  }
}

function worse(info: MeasureInfo): string {
  return info.direction === 'higher' ? 'lower' : 'higher'
}
