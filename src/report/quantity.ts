import type { Estimate, Interval } from '../core/estimate.js'
import type { Finding } from '../core/result.js'
import { decimalsAsWritten, decimalsForValue, decimalsForWidth, formatDecimal, type Sign } from './numbers.js'
import type { Voice } from './voice.js'

/** What a number is a number of. `point` and `percent` are never mixed: a difference of two shares is in points. */
type Word = 'percent' | 'point' | 'number' | 'target' | 'ms' | 'per-second' | 'kB' | 'MB' | 'GB' | 'dB'

/** How a family of numbers (a value, its interval, its margin) is written: one unit and one number of digits for all of them. */
export interface Scale {
  readonly word: Word
  readonly factor: number
  readonly decimals: number
  /** The target's unit, where the plan gives one. */
  readonly targetUnit: string | null
}

type Unit = Estimate['unit'] | Finding['unit']

interface Measured {
  readonly value: number | null
  readonly interval: Interval | null
}

/** The scale for `measured`: digits follow its interval's width; without an interval, three significant digits. */
export function scaleOf(
  unit: Unit,
  kind: 'value' | 'difference',
  measured: Measured,
  targetUnit: string | null = null,
): Scale {
  const { word, factor } = wordAndFactor(unit, kind, measured)
  const width = measured.interval === null ? 0 : (measured.interval[1] - measured.interval[0]) * factor
  const decimals = width > 0 ? decimalsForWidth(width) : decimalsForValue((measured.value ?? 0) * factor)
  return { word, factor, decimals, targetUnit }
}

/** The scale of a measure of outputs. Cosines crowd below 1: without an interval they have the digits that tell them from it. */
export function outputScale({ measure, unit, ...measured }: Measured & Pick<Estimate, 'measure' | 'unit'>): Scale {
  const scale = scaleOf(unit, 'value', measured)
  const distance = 1 - (measured.value ?? 1)
  if (!/cosine/i.test(measure) || measured.interval !== null || !(distance > 1e-9)) return scale
  return { ...scale, decimals: Math.max(scale.decimals, 1 - Math.floor(Math.log10(distance))) }
}

/** `0,4 point`, `83,4 %`, `12 ms`: with its unit. */
export function withUnit(voice: Voice, scale: Scale, value: number, sign: Sign = 'minus'): string {
  const text = bare(voice, scale, value, sign)
  const word = unitWord(voice, scale, value)
  if (word === '') return text
  if (scale.word !== 'percent') return `${text}\u00A0${word}`
  return voice.language === 'fr' ? `${text}\u202F%` : `${text}%`
}

/** The number alone, where its unit stands beside it. */
export function bare(voice: Voice, scale: Scale, value: number, sign: Sign = 'minus'): string {
  return formatDecimal(voice.language, value * scale.factor, scale.decimals, sign)
}

/** A share as whole per cent. */
export function percentage(voice: Voice, share: number): string {
  return withUnit(voice, { word: 'percent', factor: 100, decimals: 0, targetUnit: null }, share)
}

/** The same unit with the digits that the plan used: margins and bounds. */
export function asWritten(scale: Scale, value: number): Scale {
  return { ...scale, decimals: decimalsAsWritten(value * scale.factor) }
}

/** Name of the unit as a column heading or axis says it; empty for a number without unit. */
export function unitWord(voice: Voice, scale: Scale, value = 2): string {
  switch (scale.word) {
    case 'percent':
      return '%'
    case 'number':
      return ''
    case 'point':
      return voice.say('unit.point', { n: Math.abs(roundTo(value * scale.factor, scale.decimals)) })
    case 'target':
      return scale.targetUnit ?? voice.say('unit.target', { n: Math.abs(value) })
    case 'per-second':
      return voice.say('unit.perSecond')
    case 'ms':
      return voice.say('unit.ms')
    case 'kB':
      return voice.say('unit.kB')
    case 'MB':
      return voice.say('unit.MB')
    case 'GB':
      return voice.say('unit.GB')
    case 'dB':
      return voice.say('unit.dB')
  }
}

function wordAndFactor(
  unit: Unit,
  kind: 'value' | 'difference',
  { value, interval }: Measured,
): { word: Word; factor: number } {
  switch (unit) {
    case 'proportion':
      return { word: kind === 'difference' ? 'point' : 'percent', factor: 100 }
    case 'relative':
      return { word: 'percent', factor: 100 }
    case 'bytes': {
      const largest = Math.max(...[value ?? 0, ...(interval ?? [])].map(Math.abs))
      if (largest >= 1e9) return { word: 'GB', factor: 1e-9 }
      return largest >= 1e6 || largest === 0 ? { word: 'MB', factor: 1e-6 } : { word: 'kB', factor: 1e-3 }
    }
    case 'number':
    case 'target':
    case 'ms':
    case 'per-second':
    case 'dB':
      return { word: unit, factor: 1 }
  }
}

function roundTo(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals
}
