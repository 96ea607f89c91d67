import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureInfo, measureKey } from '../../src/core/measureCatalog.js'
import type { Estimate } from '../../src/core/estimate.js'
import { evidenceSchema } from '../../src/core/evidence.js'
import { estimateSchema } from '../../src/core/estimate.js'
import { startReference } from '../../src/measures/reference.js'
import { startMeasuring, type MeasuringOptions } from '../../src/measures/measuring.js'
import { resumeMeasuring } from '../../src/measures/resume.js'
import {
  BINARY,
  cut,
  fieldsOf,
  finish,
  measure,
  measureMerged,
  numberColumn,
  randomBatch,
  REGRESSION,
  swapped,
  textColumn,
  valueBatch,
} from './given.js'
import { seededRandom } from '../../src/stats/random.js'
import type { PairedBatch } from '../../src/core/predictions.js'

/** A set of one kind, with the options that measure all of it. */
function given(kind: 'two labels' | 'four labels' | 'values', n: number, seed: number) {
  const batch = kind === 'values' ? randomValues(n, seed) : randomBatch(n, kind === 'two labels' ? 2 : 4, seed)
  const base = kind === 'values' ? REGRESSION : BINARY
  const options: MeasuringOptions = {
    ...base,
    labels: batch.labels,
    positive: batch.positive,
    segments: ['region'],
    features: fieldsOf(batch.columns.columns),
  }
  const reference = startReference(options.features, 1)
  reference.add(batch.columns)
  return { batch, options, reference }
}

function randomValues(n: number, seed: number): PairedBatch {
  const random = seededRandom(seed)
  const truth = Array.from({ length: n }, () => 100 * random())
  const old = truth.map((value) => value + 10 * (random() - 0.5))
  const newer = old.map((value) => value + 4 * (random() - 0.5))
  const regions = truth.map(() => ['Nord', 'Sud', null][Math.floor(random() * 3)]!)
  return valueBatch(truth, old, newer, [
    textColumn('region', regions),
    numberColumn(
      'age',
      truth.map(() => random()),
    ),
  ])
}

const kinds = fc.constantFrom('two labels' as const, 'four labels' as const, 'values' as const)

/** The same but for the last digits: sums of parts round otherwise than the sum of the whole. */
function expectSame(actual: readonly Estimate[], expected: readonly Estimate[]): void {
  expect(actual.length).toBe(expected.length)
  actual.forEach((estimate, i) => {
    const other = expected[i]!
    const { value, interval, relative, ...rest } = estimate
    const { value: otherValue, interval: otherInterval, relative: otherRelative, ...otherRest } = other
    expect(rest).toEqual(otherRest)
    expectNear(value, otherValue)
    expectNear(interval?.[0], otherInterval?.[0])
    expectNear(interval?.[1], otherInterval?.[1])
    expectNear(relative?.value, otherRelative?.value)
  })
}

function expectNear(actual: number | null | undefined, expected: number | null | undefined): void {
  if (typeof actual === 'number' && typeof expected === 'number') expect(actual).toBeCloseTo(expected, 9)
  else expect(actual).toEqual(expected)
}

describe('measuring', () => {
  it('does not depend on how the cases come in batches, to the last bit', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.array(fc.integer({ min: 1, max: 89 }), { maxLength: 4 }),
        fc.nat(1e6),
        (kind, cuts, seed) => {
          const { batch, options, reference } = given(kind, 90, seed)
          const edges = [0, ...new Set(cuts.sort((a, b) => a - b)), 90]
          const batches = edges.slice(1).map((to, i) => cut(batch, edges[i]!, to))
          expect(measure(options, batches, reference)).toEqual(measure(options, [batch], reference))
        },
      ),
      { seed: 1, numRuns: 12 },
    )
  })

  it('merges any split of the cases to the same answer', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 90 }),
        fc.nat(1e6),
        (kind, a, b, seed) => {
          const { batch, options } = given(kind, 90, seed)
          const [low, high] = [Math.min(a, b), Math.max(a, b)]
          const parts = [cut(batch, 0, low), cut(batch, low, high), cut(batch, high, 90)]
          const whole = measure(options, [batch])
          const merged = measureMerged(
            options,
            parts.map((part) => [part]),
          )
          expectSame(merged.estimates, whole.estimates)
          expect(merged.evidence.drift).toEqual(whole.evidence.drift)
        },
      ),
      { seed: 2, numRuns: 15 },
    )
  })

  it('goes on from its stored state as if it had never stopped', () => {
    for (const kind of ['two labels', 'four labels', 'values'] as const) {
      const { batch, options, reference } = given(kind, 80, 4)
      const first = startMeasuring(options)
      first.add(cut(batch, 0, 33))
      const stored: unknown = JSON.parse(JSON.stringify(first.state()))
      const resumed = resumeMeasuring(options, stored as ReturnType<typeof first.state>)
      resumed.add(cut(batch, 33, 80))
      expect(finish(resumed, reference)).toEqual(measure(options, [batch], reference))
    }
  })

  it('gives estimates and evidence as the result document takes them, never NaN', () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 25 }), fc.nat(1e6), (kind, n, seed) => {
        const { batch, options, reference } = given(kind, n, seed)
        const { estimates, evidence } = measure(options, [batch], reference)
        for (const estimate of estimates) {
          expect(
            estimateSchema.safeParse(estimate).error,
            measureKey(estimate.measure, estimate.options),
          ).toBeUndefined()
          if (estimate.value === null) expect(estimate.reason).toMatch(/^[a-z-]+$/)
          if (estimate.interval) expect(estimate.interval[0]).toBeLessThanOrEqual(estimate.interval[1])
        }
        expect(evidenceSchema.safeParse(evidence).error).toBeUndefined()
      }),
      { seed: 3, numRuns: 40 },
    )
  })
})

describe('old and new', () => {
  it('changing places negates every difference, and leaves what is about both', () => {
    fc.assert(
      fc.property(kinds, fc.nat(1e6), (kind, seed) => {
        const { batch, options } = given(kind, 120, seed)
        const there = measure(options, [batch]).estimates
        const back = measure(options, [swapped(batch)]).estimates
        there.forEach((estimate, i) => {
          const other = back.find(
            (candidate) =>
              candidate.measure === estimate.measure &&
              measureKey(candidate.measure, candidate.options) === measureKey(estimate.measure, estimate.options) &&
              JSON.stringify(candidate.slice) === JSON.stringify(estimate.slice) &&
              candidate.of === { old: 'new', new: 'old', difference: 'difference', pair: 'pair' }[estimate.of],
          )!
          expect(other, String(i)).toBeDefined()
          const what = `${measureKey(estimate.measure, estimate.options)} ${estimate.of}`
          if (estimate.of === 'difference' && estimate.value !== null)
            expect(other.value, what).toBeCloseTo(-estimate.value, 12)
          if (estimate.of === 'old' || estimate.of === 'new') expect(other.value, what).toBe(estimate.value)
          if (['agreement', 'cohenKappa', 'largestScoreDifference'].includes(estimate.measure))
            expectNear(other.value, estimate.value)
          // Closed forms negate their interval too; resampled ones do so within the noise of the draws.
          if (estimate.of === 'difference' && /tango|delong|jackknife|paired-t|paired-median/.test(estimate.method)) {
            expectNear(other.interval?.[0], estimate.interval && -estimate.interval[1])
            expectNear(other.interval?.[1], estimate.interval && -estimate.interval[0])
          }
        })
        const flips = (estimates: readonly Estimate[], name: string) =>
          estimates.find((estimate) => estimate.measure === name && estimate.slice === null)?.value
        expect(flips(there, 'negativeFlipRate')).toBe(flips(back, 'positiveFlipRate'))
      }),
      { seed: 4, numRuns: 10 },
    )
  })

  it('being the same gives a difference of exactly zero, inside its interval', () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 10, max: 80 }), fc.nat(1e6), (kind, n, seed) => {
        const { batch, options } = given(kind, n, seed)
        const { estimates } = measure(options, [{ ...batch, new: batch.old }])
        const differences = estimates.filter((estimate) => estimate.of === 'difference' && estimate.value !== null)
        expect(differences.length).toBeGreaterThan(3)
        for (const estimate of differences) {
          const what = measureKey(estimate.measure, estimate.options)
          expect(estimate.value, what).toBe(0)
          if (estimate.interval === null) continue
          expect(estimate.interval[0], what).toBeLessThanOrEqual(0)
          expect(estimate.interval[1], what).toBeGreaterThanOrEqual(0)
        }
      }),
      { seed: 5, numRuns: 15 },
    )
  })

  it('being the same on few cases is no proof: no label-based interval has zero width', () => {
    const { batch, options } = given('four labels', 30, 9)
    const { estimates } = measure(options, [{ ...batch, new: batch.old }])
    const counted = estimates.filter(
      ({ of, measure: name, value }) =>
        of === 'difference' && value !== null && measureInfo(name).needsLabels && !measureInfo(name).needsScores,
    )
    expect(counted.length).toBeGreaterThan(10)
    for (const { measure: name, options: given, interval } of counted)
      if (interval !== null) expect(interval[1] - interval[0], measureKey(name, given)).toBeGreaterThan(0.01)
  })
})
