export interface Deadline {
  stop(): void
}

/**
 * Calls `expired` after `timeoutMs` unless stopped. When our own event loop was busy past the time, what has arrived
 * meanwhile is handled first, so that a host is not blamed for our own delay.
 */
export function startDeadline(timeoutMs: number, expired: () => void): Deadline {
  let stopped = false
  const timer = setTimeout(() => setImmediate(() => setImmediate(() => stopped || expired())), timeoutMs)
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
