import { describe, expect, it } from 'vitest'
import { speedEstimates } from '../../src/measures/speed.js'
import { quantileOfSorted } from '../../src/stats/quantile.js'
import { seededRandom } from '../../src/stats/random.js'
import { latencyNoise } from '../../src/measures/latencyNoise.js'
import { normalQuantile } from '../../src/stats/distributions.js'
import { studentInterval } from '../../src/stats/meanInterval.js'
import { moments } from '../../src/stats/moments.js'
import { intervalMismatch, mismatch, referenceCases } from '../stats/reference.js'
import { find } from './given.js'

interface SpeedCase {
  old: number[]
  new: number[]
  latencyRatio: number
  latencyRatioInterval: [number, number]
  geometricMean: number
  latencyP99: [number, number]
}

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

  it("equals numpy's and scipy's ratio of times, case by case, and 99th percentiles", () => {
    const cases = referenceCases<SpeedCase[]>('speed')
    expect(cases.length).toBe(3)
    const wrong = cases.flatMap((reference) => {
      const estimates = speedEstimates({ ...about, old: sample(reference.old), new: sample(reference.new) })
      const ratio = find(estimates, 'latencyRatio', 'pair')
      expect(ratio).toMatchObject({ method: 'batch-means', unit: 'number', n: reference.old.length })
      return [
        ...mismatch(ratio.value, reference.latencyRatio, 'ratio'),
        ...mismatch(ratio.value, reference.geometricMean, 'geometric mean'),
        ...intervalMismatch(ratio.interval, reference.latencyRatioInterval, 'ratio'),
        ...mismatch(find(estimates, 'latencyP99', 'old').value, reference.latencyP99[0], 'p99 of old'),
        ...mismatch(find(estimates, 'latencyP99', 'new').value, reference.latencyP99[1], 'p99 of new'),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('does not take neighbours in time for independent news: its interval holds the truth where a plain one would not', () => {
    // Log ratios of mean 0 that keep 0.6 of their neighbour: what slows one call slows the next.
    const random = seededRandom(8)
    const held = { batches: 0, plain: 0 }
    for (let run = 0; run < 300; run++) {
      let state = 0
      const logs = Array.from({ length: 200 }, () => (state = 0.6 * state + normalQuantile(random() || 0.5)))
      const ones = logs.map(() => 1)
      const estimates = speedEstimates({ ...about, old: sample(ones), new: sample(logs.map(Math.exp)) })
      const [low, high] = find(estimates, 'latencyRatio', 'pair').interval!
      if (low <= 1 && 1 <= high) held.batches++
      const plain = studentInterval(
        logs.reduce((m, x) => moments.add(m, x), moments.empty()),
        0.95,
      )!
      if (plain[0] <= 0 && 0 <= plain[1]) held.plain++
    }
    expect(held.batches / 300).toBeGreaterThan(0.9)
    expect(held.plain / 300).toBeLessThan(0.8)
  })

  it('turns over when old and new change places', () => {
    const [case37] = referenceCases<SpeedCase[]>('speed').slice(1)
    const one = speedEstimates({ ...about, old: sample(case37!.old), new: sample(case37!.new) })
    const other = speedEstimates({ ...about, old: sample(case37!.new), new: sample(case37!.old) })
    const [a, b] = [one, other].map((estimates) => find(estimates, 'latencyRatio', 'pair'))
    expect(a!.value! * b!.value!).toBeCloseTo(1, 12)
    expect(a!.interval![0] * b!.interval![1]).toBeCloseTo(1, 12)
  })

  it('has a ratio but no interval for three cases, and nothing for a clock that stood still', () => {
    const few = speedEstimates({ ...about, old: sample([1, 2, 3]), new: sample([2, 4, 6]) })
    expect(find(few, 'latencyRatio', 'pair')).toMatchObject({ interval: null, reason: 'too-few-cases' })
    const still = speedEstimates({ ...about, old: sample([1, 0, 1, 1]), new: sample([1, 1, 1, 1]) })
    expect(find(still, 'latencyRatio', 'pair')).toMatchObject({ value: null, reason: 'not-finite' })
  })

  it('measures a model against itself by the same methods, and a second time that is always quicker only widens it', () => {
    const random = seededRandom(6)
    const first = Float64Array.from({ length: 200 }, () => 1 + random())
    const noise = latencyNoise({ first, again: first.map((ms) => 0.8 * ms) }, 0.95, 1)!
    expect(noise.cases).toBe(200)
    expect(noise.p99).toBeNull() // 200 cases are too few for an interval of it.
    for (const { value, interval } of [noise.ratio, noise.p50!, noise.p95!]) {
      expect(interval![0]).toBeLessThanOrEqual(1)
      expect(interval![1]).toBeGreaterThanOrEqual(1)
      expect(Math.abs(value - 1)).toBeLessThan(0.1)
    }
    expect(latencyNoise({ first: new Float64Array(0), again: new Float64Array(0) }, 0.95, 1)).toBeNull()
  })
})
