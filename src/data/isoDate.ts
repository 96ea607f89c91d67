const DAY_MS = 86_400_000

/** `2024-02-29` from days since 1970-01-01. Years outside 0..9999 get ECMAScript's sign and six digits. */
export function isoDate(days: number): string {
  const text = new Date(days * DAY_MS).toISOString()
  return text.slice(0, text.indexOf('T'))
}

/**
 * `2024-02-29T12:00:00` from microseconds since 1970-01-01T00:00:00, with as many decimals as are needed and no more, and a `Z`
 * when it is an instant (UTC) rather than a local time. Exact up to 2^53 microseconds (year 2255).
 */
export function isoTimestamp(micros: number, instant: boolean): string {
  const seconds = Math.floor(micros / 1e6)
  const fraction = micros - seconds * 1e6
  const whole = new Date(seconds * 1000).toISOString().slice(0, -5)
  const decimals = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`
  return `${whole}${decimals}${instant ? 'Z' : ''}`
}
