import type { Field } from '../../core/batch.js'
import { infinity, isMissing, MISSING_WORDS } from './missing.js'
import { parseDecimal } from './parseDecimal.js'
import { dateReader, isoDates, isoTimestamps, type DateReader } from './readDate.js'

export interface InferredColumn {
  readonly kind: 'number' | 'text' | 'bool'
  readonly type: Field['type']
  readonly dates?: DateReader
  /** Day and month could not be told apart: the day was taken to come first. */
  readonly ambiguousDates?: boolean
  readonly missingWords: readonly string[]
}

/**
 * Share of the values that are there which must be numbers (dates) for a column to be one of numbers (dates). The few others are
 * then errors that name their line: a model would otherwise get a column of text because of one typing mistake.
 */
const ENOUGH = 0.9

const LEADING_ZERO = /^[+-]?0\d+$/
const WHOLE = /^[+-]?\d+$/
const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})( \d{1,2}:\d{2}(:\d{2})?)?$/

/** Whole numbers beyond 2^53 are codes: no number holds them exactly. */
function isTooLong(value: string): boolean {
  return value.length > 15 && WHOLE.test(value) && !Number.isSafeInteger(Number(value))
}

/** The type of a column by some of its values; of numbers if all are missing, as data frames have it. */
export function inferColumn(
  values: readonly string[],
  decimal: string,
  declaredDates: DateReader | null,
): InferredColumn {
  const missingWords = [...new Set(values.filter((value) => MISSING_WORDS.has(value)))].sort()
  const present = values.filter((value) => !isMissing(value))
  const enough = (matches: (value: string) => boolean) => share(present, matches) >= ENOUGH
  if (present.length === 0) return { kind: 'number', type: 'float64', missingWords }
  // Postal codes, account numbers: as numbers they would lose zeros or digits.
  if (present.some((value) => LEADING_ZERO.test(value) || isTooLong(value)))
    return { kind: 'text', type: 'utf8', missingWords: [] }
  const mark = decimal.charCodeAt(0)
  const isNumber = (value: string) =>
    !Number.isNaN(parseDecimal(value, 0, value.length, mark)) || infinity(value) !== undefined
  if (enough((value) => isNumber(value.trim())))
    return { kind: 'number', type: present.every((value) => WHOLE.test(value)) ? 'int64' : 'float64', missingWords }
  if (present.every((value) => /^(true|false)$/i.test(value))) return { kind: 'bool', type: 'bool', missingWords }
  const dates = inferDates(present, declaredDates)
  if (dates !== null) return { kind: 'text', type: dates.dates.type, ...dates, missingWords }
  return { kind: 'text', type: 'utf8', missingWords: [] }
}

function inferDates(
  present: readonly string[],
  declared: DateReader | null,
): { dates: DateReader; ambiguousDates?: boolean } | null {
  for (const dates of declared === null ? [isoDates, isoTimestamps] : [declared, isoDates, isoTimestamps])
    if (share(present, (value) => dates.read(value) !== null) >= ENOUGH) return { dates }
  const slashed = present.map((value) => SLASHED.exec(value)).filter((match) => match !== null)
  if (slashed.length / present.length < ENOUGH) return null
  const [, , separator, , , time, seconds] = slashed[0]!
  const clock = time === undefined ? '' : seconds === undefined ? ' HH:mm' : ' HH:mm:ss'
  const dayFirst = slashed.filter((match) => Number(match[1]) > 12).length
  const monthFirst = slashed.filter((match) => Number(match[3]) > 12).length
  const order = monthFirst > dayFirst ? ['MM', 'dd'] : ['dd', 'MM']
  const dates = dateReader(`${[...order, 'yyyy'].join(separator)}${clock}`)!
  if (share(present, (value) => dates.read(value) !== null) < ENOUGH) return null
  return { dates, ...(dayFirst === 0 && monthFirst === 0 ? { ambiguousDates: true } : {}) }
}

/**
 * The decimal mark: a comma if more values are written `12,5` than `12.5`. Never guessed where the comma also separates the fields:
 * there, "1,234" is more likely a thousand than one and a bit.
 */
export function detectDecimal(columns: readonly (readonly string[])[], delimiter: string): '.' | ',' {
  if (delimiter === ',') return '.'
  let balance = 0
  for (const values of columns) {
    for (const value of values) {
      if (/^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(value)) balance++
      else if (/^[+-]?\d*\.\d+(e[+-]?\d+)?$/i.test(value)) balance--
    }
  }
  return balance > 0 ? ',' : '.'
}

function share(values: readonly string[], matches: (value: string) => boolean): number {
  return values.filter(matches).length / values.length
}
