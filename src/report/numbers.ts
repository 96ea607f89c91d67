import type { Language } from './language.js'

/** Numbers as a language writes them. Nothing here knows units; `quantity.ts` does. */

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

/** `never`: magnitude only; `minus`: as it is; `always`: with + or −, nothing on zero. */
export type Sign = 'never' | 'minus' | 'always'

/** A number with exactly `decimals` digits after the separator: `1 234,5` in French, `1,234.5` in English; U+2212 for minus. */
export function formatDecimal(language: Language, value: number, decimals: number, sign: Sign = 'minus'): string {
  if (!Number.isFinite(value))
    throw new TypeError(`a report never shows ${value}: it should have been null with a reason`)
  // Beside numbers of ordinary size (an interval's end near zero), zero is the right thing to read.
  if (value !== 0 && decimals >= MOST_DECIMALS && Math.abs(value) < 1e-4) return formatPowerOfTen(language, value, sign)
  return formatter(language, decimals, sign).format(value).replace('-', '\u2212')
}

/** More digits than this are read as a power of ten. */
const MOST_DECIMALS = 6

export function formatCount(language: Language, count: number): string {
  return formatDecimal(language, count, 0)
}

/**
 * Digits after the separator for a value whose interval is `width` wide: two significant digits of the width, so 0.4 and not
 * 0.4127 when the interval is 1.2 wide. Between 0 and 6. A width of 0 says nothing: use `decimalsForValue`.
 */
export function decimalsForWidth(width: number): number {
  return clamp(1 - Math.floor(Math.log10(Math.abs(width))), 0, MOST_DECIMALS)
}

/** Three significant digits, for a number without an interval; a whole number has none. */
export function decimalsForValue(value: number): number {
  if (value === 0 || Number.isInteger(value)) return 0
  return clamp(2 - Math.floor(Math.log10(Math.abs(value))), 0, MOST_DECIMALS)
}

/** Fewest digits that show `value` as it was written in the plan: 1 for 2.5, 0 for 3. */
export function decimalsAsWritten(value: number): number {
  const rounded = Number(value.toPrecision(12))
  const [mantissa = '', exponent = '0'] = String(Math.abs(rounded)).split('e')
  const fraction = mantissa.split('.')[1]?.length ?? 0
  return clamp(fraction - Number(exponent), 0, 12)
}

/** `14 janvier 2026`, from an ISO date; anything else is shown as it was written. */
export function formatDate(language: Language, iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const text = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(date)
  return language === 'fr' ? text.replace(/^1 /, '1er ').replaceAll(' ', '\u00A0') : text.replaceAll(' ', '\u00A0')
}

/** `a, b et c`. */
export function formatList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(items)
}

export function localeOf(language: Language): string {
  return LOCALES[language]
}

/** `3,1 × 10⁻⁷`: for numbers that would otherwise show as zero. */
function formatPowerOfTen(language: Language, value: number, sign: Sign): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)))
  const mantissa = formatter(language, 1, sign)
    .format(value / 10 ** exponent)
    .replace('-', '\u2212')
  return `${mantissa}\u00A0×\u00A010${superscript(exponent)}`
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')
  return exponent < 0 ? `⁻${digits}` : digits
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(language: Language, decimals: number, sign: Sign): Intl.NumberFormat {
  const key = `${language} ${decimals} ${sign}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: sign === 'always' ? 'exceptZero' : sign === 'never' ? 'never' : 'negative',
  })
  formatters.set(key, made)
  return made
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
