export interface Deadline {
  stop(): void
}

/** The longest that a timer can wait (about 25 days); told to wait longer, Node would not wait at all. */
const LONGEST_MS = 2 ** 31 - 1

/**
 * Calls `expired` after `timeoutMs` unless stopped. When our own event loop was busy past the time, what has arrived
 * meanwhile is handled first, so that a host is not blamed for our own delay.
 */
export function startDeadline(timeoutMs: number, expired: () => void): Deadline {
  let stopped = false
  const timer = setTimeout(
    () => setImmediate(() => setImmediate(() => stopped || expired())),
    Math.min(timeoutMs, LONGEST_MS),
  )
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
