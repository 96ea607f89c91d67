/** What the page that signs, the commands and the checks of a record hold to alike. */

/** Two machines may differ by so much without anybody having touched a clock. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000

/** A record of real life has a few kilobytes; whatever is far beyond is no record, and is not read. */
export const MOST_RECORD_BYTES = 16 * 2 ** 20

/** NIST SP 800-63B, 5.1.1.2. */
export const SHORTEST_PASSPHRASE = 8

/** `2026-03-31T14:05:00Z`, as records write a moment. */
export function momentOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** A fingerprint in groups of four, to be compared aloud. */
export function spaced(fingerprint: string): string {
  return fingerprint.match(/.{4}/g)?.join(' ') ?? fingerprint
}
