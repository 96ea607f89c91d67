import { describe, expect, it } from 'vitest'
import { speedEstimates } from '../../src/measures/speed.js'
import { quantileOfSorted } from '../../src/stats/quantile.js'
import { seededRandom } from '../../src/stats/random.js'
import { find } from './given.js'

const about = { set: 'test', confidence: 0.95, seed: 1 }

function sample(latencies: readonly number[], rows = 1000, elapsedMs = 500, peakMemoryBytes = 2 ** 27) {
  return { latenciesMs: Float64Array.from(latencies), rows, elapsedMs, peakMemoryBytes }
}

describe('speed', () => {
  it('pairs the two hosts case by case, so that what slowed both does not blur the difference', () => {
    // Each case takes 1 to 100 ms of shared trouble; new is always exactly 10 % slower.
    const random = seededRandom(5)
    const old = Array.from({ length: 400 }, () => 1 + 99 * random())
    const estimates = speedEstimates({ ...about, old: sample(old), new: sample(old.map((ms) => 1.1 * ms)) })
    const { value, relative } = find(estimates, 'latencyP50', 'difference')
    const median = quantileOfSorted(Float64Array.from(old).sort(), 0.5)
    expect(value).toBeCloseTo(0.1 * median, 9)
    expect(relative!.value).toBeCloseTo(0.1, 9)
    // Every resample of pairs is 10 % slower too: no width at all.
    expect(relative!.interval![0]).toBeCloseTo(0.1, 9)
    expect(relative!.interval![1]).toBeCloseTo(0.1, 9)
  })

  it('gives percentiles with an interval of order statistics', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    const estimates = speedEstimates({ ...about, old: sample(hundred), new: sample(hundred) })
    // numpy.quantile(range(1, 101), 0.95) = 95.05; ranks 90 and 100 (see test/reference/intervals).
    expect(find(estimates, 'latencyP95', 'old')).toMatchObject({ value: 95.05, interval: [90, 100], unit: 'ms' })
    expect(find(estimates, 'latencyP95', 'difference')).toMatchObject({ value: 0, interval: [0, 0] })
  })

  it('reads throughput and memory once, without pretending to an interval', () => {
    const estimates = speedEstimates({ ...about, old: sample([1], 1000, 500, 100), new: sample([1], 1000, 400, 150) })
    expect(find(estimates, 'throughput', 'old')).toMatchObject({ value: 2000, interval: null, method: 'point' })
    expect(find(estimates, 'throughput', 'difference')).toMatchObject({ value: 500, relative: { value: 0.25 } })
    expect(find(estimates, 'peakMemory', 'difference')).toMatchObject({ value: 50, relative: { value: 0.5 } })
    expect(find(estimates, 'throughput', 'new')).not.toHaveProperty('reason')
  })

  it('has no difference when one side was recorded and not run', () => {
    const estimates = speedEstimates({ ...about, old: null, new: sample([1, 2, 3]) })
    expect(estimates.filter(({ of, value }) => of !== 'new' && value !== null)).toEqual([])
    expect(find(estimates, 'latencyP50', 'difference').reason).toBe('no-cases')
    expect(find(estimates, 'latencyP50', 'new').value).toBe(2)
  })
})
