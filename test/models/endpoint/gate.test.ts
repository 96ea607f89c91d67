import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Gate } from '../../../src/models/endpoint/gate.js'
import { backOffMs, retryAfterMs } from '../../../src/models/endpoint/retry.js'

const signal = new AbortController().signal

describe('the gate before an endpoint', () => {
  it('lets no more in than it was told, and loses no place when one fails', async () => {
    const gate = new Gate(3, undefined)
    let inside = 0
    let most = 0
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        gate.pass(async () => {
          most = Math.max(most, ++inside)
          await sleep(5)
          inside--
          if (i % 4 === 0) throw new Error('failed inside')
        }),
      ),
    )
    expect(most).toBe(3)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5)
  })

  it('keeps the rate, whoever comes first', async () => {
    const gate = new Gate(10, 50)
    const began = performance.now()
    await Promise.all(Array.from({ length: 11 }, () => gate.turn(signal)))
    // The first at once, ten more at 20 ms each; timers may be a millisecond early.
    expect(performance.now() - began).toBeGreaterThanOrEqual(195)
  })

  it('holds everybody back while the server wants a pause', async () => {
    const gate = new Gate(10, undefined)
    gate.pause(150)
    const began = performance.now()
    await Promise.all([gate.turn(signal), gate.turn(signal)])
    expect(performance.now() - began).toBeGreaterThanOrEqual(148)
  })

  it('can be left', async () => {
    const gate = new Gate(1, 0.01)
    await gate.turn(signal)
    const controller = new AbortController()
    const waiting = gate.turn(controller.signal)
    controller.abort()
    await expect(waiting).rejects.toThrow(/abort/i)
  })
})

describe('the wait before another try', () => {
  it('doubles from half a second to half a minute, and is between a half and the whole of that', () => {
    expect([0, 1, 2, 3].map((attempt) => backOffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 4000])
    expect(backOffMs(0, () => 0)).toBe(250)
    expect(backOffMs(40, () => 1)).toBe(30_000)
  })

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 60_000],
    ['Sun, 06 Nov 1994 08:47:37 GMT', 0],
    ['soon', null],
    [null, null],
  ])('of Retry-After: %s is %s ms', (header, ms) => {
    // A minute before the date that RFC 9110 has as its example.
    expect(retryAfterMs(header, Date.UTC(1994, 10, 6, 8, 48, 37))).toBe(ms)
  })
})
