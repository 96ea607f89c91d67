const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/** A server that asks for a longer pause than this is not waited for. */
export const LONGEST_PAUSE_MS = 300_000

/** Statuses that may pass by themselves. */
const TRANSIENT = new Set([429, 500, 502, 503, 504])

export function isTransientStatus(status: number): boolean {
  return TRANSIENT.has(status)
}

/** Broken connections, which a restart of the server or a proxy explains; not a name that is unknown or a certificate that is refused. */
const BROKEN = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
])

export function isBrokenConnection(code: string | null): boolean {
  return code !== null && BROKEN.has(code)
}

/**
 * Milliseconds before try `attempt` + 1 (the first is 0): doubling from half a second to half a minute, of which a random half is
 * taken off, so that several callers do not come back together.
 * @see Brooker 2015, "Exponential Backoff And Jitter", AWS Architecture Blog ("equal jitter")
 */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)
  return full / 2 + (random() * full) / 2
}

/** Retry-After in milliseconds: seconds, or a date; null when there is none that can be read. @see RFC 9110, section 10.2.3 */
export function retryAfterMs(header: string | null, now = Date.now()): number | null {
  if (header === null) return null
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1_000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
