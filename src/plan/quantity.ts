import { didYouMean } from '../core/nearestName.js'
import type { Refusal } from './problemList.js'

const QUANTITY = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*([^\s\d.,].*)?$/iu

/** `60 s` -> 60 and `s`; a bare number has the unit ``. Null unless it starts with a finite number. */
export function splitQuantity(written: string | number): { value: number; unit: string } | null {
  const match = QUANTITY.exec(String(written).trim())
  if (match === null) return null
  const value = Number(match[1])
  return Number.isFinite(value) ? { value, unit: (match[2] ?? '').trim() } : null
}

const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1e3, min: 60e3, h: 3600e3 }
const SIZE_UNITS: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, MiB: 2 ** 20, GiB: 2 ** 30 }

/** Milliseconds of `500 ms`, `60 s`, `5 min`, `1 h`; at most a day, so that a timer can hold it. */
export function parseDuration(written: string | number): number | Refusal {
  const duration = parseWithUnit(written, TIME_UNITS, 'a time such as 60 s or 5 min')
  if (typeof duration !== 'number' || duration <= 86_400e3) return duration
  return {
    code: 'PLAN_OUT_OF_RANGE',
    message: `"${written}" is longer than a day.`,
    hint: 'Write a time such as 60 s or 5 min, or split the set.',
  }
}

/** Bytes of `512 MiB`, `4 GiB`. */
export function parseSize(written: string | number): number | Refusal {
  return parseWithUnit(written, SIZE_UNITS, 'a size such as 512 MiB or 4 GiB')
}

const RATE_UNITS: Readonly<Record<string, number>> = { '/s': 1, '/min': 60, '/h': 3600 }

/** Requests per second of `10 /s`, `600 /min`. */
export function parseRate(written: string | number): number | Refusal {
  const quantity = splitQuantity(written)
  const per = RATE_UNITS[quantity?.unit.replace(/^(per\b|\/)\s*/, '/') ?? '']
  if (quantity !== null && quantity.value > 0 && per !== undefined) return quantity.value / per
  return {
    code: 'PLAN_UNREADABLE_AMOUNT',
    message: `"${written}" is not a rate such as 10 /s or 600 /min.`,
    hint: `Units: ${Object.keys(RATE_UNITS).join(', ')}.`,
  }
}

/** The confidence as a number in [0.5, 1): `95 %` or `0.95`. Below a half it is a slip of the pen, never a wish. */
export function parseConfidence(written: string | number): number | Refusal {
  const quantity = splitQuantity(written)
  const share = quantity?.unit === '%' ? quantity.value / 100 : quantity?.unit === '' ? quantity.value : Number.NaN
  if (share >= 0.5 && share < 1) return share
  return {
    code: 'PLAN_OUT_OF_RANGE',
    message: `confidence is "${written}", but must be at least 50 % and below 100 %.`,
    hint: 'Write 95 % (or 0.95).',
  }
}

function parseWithUnit(
  written: string | number,
  units: Readonly<Record<string, number>>,
  what: string,
): number | Refusal {
  const quantity = splitQuantity(written)
  const hint = `Write ${what}.`
  if (quantity === null || quantity.value <= 0) {
    return { code: 'PLAN_UNREADABLE_AMOUNT', message: `"${written}" is not ${what}.`, hint }
  }
  const { value, unit } = quantity
  if (Object.hasOwn(units, unit)) return Math.ceil(value * units[unit]!)
  const problem = unit === '' ? 'has no unit' : `has the unit "${unit}"`
  return {
    code: 'PLAN_UNKNOWN_UNIT',
    message: `"${written}" ${problem}, but must be ${what}.${didYouMean(unit, Object.keys(units))}`,
    hint: `Units: ${Object.keys(units).join(', ')}.`,
  }
}
