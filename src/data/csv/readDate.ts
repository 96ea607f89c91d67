import { isoDate, isoTimestamp } from '../isoDate.js'

/** Reads one spelling of dates: the ISO text, or null if `text` is no date in it. */
export interface DateReader {
  readonly format: string
  readonly type: 'date32' | 'timestamp'
  read(text: string): string | null
}

const DAY_MS = 86_400_000
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const ISO_TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i

export const isoDates: DateReader = {
  format: 'yyyy-MM-dd',
  type: 'date32',
  read(text) {
    const match = ISO_DATE.exec(text)
    const days = match === null ? null : daysOf(Number(match[1]), Number(match[2]), Number(match[3]))
    return days === null ? null : isoDate(days)
  },
}

/** With a zone it is an instant and is written in UTC; without, it stays a local time. Decimals beyond the microsecond are cut. */
export const isoTimestamps: DateReader = {
  format: 'yyyy-MM-ddTHH:mm:ss',
  type: 'timestamp',
  read(text) {
    const match = ISO_TIMESTAMP.exec(text)
    if (match === null) return null
    const [, year, month, day, hour, minute, second = '0', decimals = '', zone] = match
    const days = daysOf(Number(year), Number(month), Number(day))
    const seconds = secondsOf(Number(hour), Number(minute), Number(second))
    if (days === null || seconds === null) return null
    const micros = (days * 86_400 + seconds - zoneSeconds(zone)) * 1e6 + Number(decimals.padEnd(6, '0').slice(0, 6))
    return isoTimestamp(micros, zone !== undefined)
  },
}

/**
 * A spelling such as `dd/MM/yyyy` or `M/d/yyyy HH:mm`: yyyy, MM, dd, HH, mm, ss (one letter or two; one or two digits are read for
 * either), anything else literally. Null if it does not name year, month and day.
 */
export function dateReader(format: string): DateReader | null {
  if (format === isoDates.format) return isoDates
  if (format === isoTimestamps.format) return isoTimestamps
  const order: string[] = []
  const pattern = format.replace(/yyyy|MM?|dd?|HH?|mm?|ss?|[^A-Za-z0-9\s]|[\s\S]/g, (token) => {
    if (!/^(yyyy|MM?|dd?|HH?|mm?|ss?)$/.test(token)) return token.replace(/[.*+?^${}()|[\]\\/-]/, '\\$&')
    order.push(token[0]!)
    return token === 'yyyy' ? '(\\d{4})' : '(\\d{1,2})'
  })
  if (!['y', 'M', 'd'].every((part) => order.filter((other) => other === part).length === 1)) return null
  const regex = new RegExp(`^${pattern}$`)
  const hasTime = order.includes('H')
  return {
    format,
    type: hasTime ? 'timestamp' : 'date32',
    read(text) {
      const match = regex.exec(text)
      if (match === null) return null
      const part = (name: string) => Number(match[order.indexOf(name) + 1] ?? 0)
      const days = daysOf(part('y'), part('M'), part('d'))
      if (days === null) return null
      if (!hasTime) return isoDate(days)
      const seconds = secondsOf(part('H'), order.includes('m') ? part('m') : 0, order.includes('s') ? part('s') : 0)
      return seconds === null ? null : isoTimestamp((days * 86_400 + seconds) * 1e6, false)
    },
  }
}

/** Days since 1970-01-01; null if there is no such day. */
function daysOf(year: number, month: number, day: number): number | null {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : null
}

function secondsOf(hour: number, minute: number, second: number): number | null {
  return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : null
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}
