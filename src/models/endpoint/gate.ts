import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Lets at most `concurrency` requests go at one time, no more than `requestsPerSecond`, and none while the server has asked
 * for a pause: one 429 holds back all of them.
 */
export class Gate {
  readonly #concurrency: number
  readonly #intervalMs: number
  readonly #waiting: (() => void)[] = []
  #inside = 0
  #nextMs = 0

  constructor(concurrency: number, requestsPerSecond: number | undefined) {
    this.#concurrency = concurrency
    this.#intervalMs = requestsPerSecond === undefined ? 0 : 1_000 / requestsPerSecond
  }

  /** Runs `work` when its turn comes. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#concurrency) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#inside++
    try {
      return await work()
    } finally {
      // Whoever waits takes over the place, so that the count stays.
      const next = this.#waiting.shift()
      if (next === undefined) this.#inside--
      else next()
    }
  }

  /** Waits for the next moment at which a request may be sent; every try of a request counts for the rate. */
  async turn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = performance.now()
      if (this.#nextMs <= now) break
      if (this.#intervalMs > 0) {
        const mine = this.#nextMs
        this.#nextMs += this.#intervalMs
        return sleep(mine - now, undefined, { signal })
      }
      await sleep(this.#nextMs - now, undefined, { signal })
    }
    this.#nextMs = performance.now() + this.#intervalMs
  }

  /** Nothing is sent for this long. */
  pause(ms: number): void {
    this.#nextMs = Math.max(this.#nextMs, performance.now() + ms)
  }
}
