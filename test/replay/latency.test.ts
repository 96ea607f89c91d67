import { describe, expect, it } from 'vitest'
import type { Batch } from '../../src/core/batch.js'
import type { Answerer } from '../../src/replay/answerer.js'
import { measureLatencies } from '../../src/replay/latency.js'

const THREE_CASES: Batch = {
  rows: 3,
  start: 0,
  columns: [{ kind: 'number', name: 'x', valid: null, values: Float64Array.of(1, 2, 3) }],
}

/** A model that answers at once and says that its n-th call took n ms; every call is noted with the case it was about. */
function model(
  name: string,
  calls: string[],
  elapsed: (call: number) => number | null = (call) => call * 1e6,
): Answerer {
  let call = 0
  return {
    columns: ['x'],
    answer(batch) {
      const [column] = batch.columns
      calls.push(`${name}${column?.kind === 'number' ? column.values[0] : ''}`)
      const predictions = { kind: 'values' as const, values: Float64Array.of(0) }
      return Promise.resolve({ predictions, answered: null, elapsedNs: elapsed(++call) })
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

const signal = new AbortController().signal

describe('timing two models', () => {
  it('asks one after the other without a break, and every case once more of the model that was first', async () => {
    const calls: string[] = []
    const times = (await measureLatencies(THREE_CASES, model('o', calls), model('n', calls), signal, false))!
    expect(calls.slice(0, 9)).toEqual(['o1', 'n1', 'o1', 'n2', 'o2', 'n2', 'o3', 'n3', 'o3'])
    // No model is ever asked twice in a row.
    expect(calls.filter((call, i) => i > 0 && call[0] === calls[i - 1]![0])).toEqual([])
    expect(times.old.length).toBe(200)
    expect(times.repeated.old.first.length).toBe(100)
    expect(times.repeated.new.again.length).toBe(100)
    // Warm-up: 20 cases, 30 calls of each. Then old is asked for the 31st and 32nd time about its first case that counts.
    expect([times.old[0], times.repeated.old.first[0], times.repeated.old.again[0]]).toEqual([31, 31, 32])
    expect(times.new[0]).toBe(31)
  })

  it('times more cases where the plan asks about the slowest of a hundred', async () => {
    const times = (await measureLatencies(THREE_CASES, model('o', []), model('n', []), signal, true))!
    expect(times.new.length).toBe(600)
  })

  it('says nothing of a recording, which takes no time', async () => {
    expect(
      await measureLatencies(
        THREE_CASES,
        model('o', []),
        model('n', [], () => null),
        signal,
        false,
      ),
    ).toBeNull()
  })
})
