import { array, assert, constantFrom, integer, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureInfo, measureKey } from '../../src/core/measureCatalog.js'
import { estimateSchema, sliceKey, type Estimate } from '../../src/core/estimate.js'
import { evidenceSchema } from '../../src/core/evidence.js'
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
  MULTILABEL,
  numberColumn,
  randomBatch,
  randomLabelSets,
  REGRESSION,
  swapped,
  textColumn,
  valueBatch,
} from './given.js'
import { segmentOf } from '../../src/core/segment.js'
import { seededRandom } from '../../src/stats/random.js'
import type { PairedBatch } from '../../src/core/predictions.js'

/** A set of one kind, with the options that measure all of it. */
function given(kind: Kind, n: number, seed: number) {
  const batch = batchOfKind(kind, n, seed)
  const base = BASES[kind]
  const options: MeasuringOptions = {
    ...base,
    labels: batch.labels,
    positive: batch.positive,
    segments: [segmentOf({ column: 'region' }), segmentOf({ column: 'region' }, { column: 'age', edges: [40, 60] })],
    features: fieldsOf(batch.columns.columns),
    wanted: [
      ...base.wanted,
      { measure: 'expectedCalibrationError', options: { binning: 'equalMass', bins: 5 }, by: null },
    ],
    search: {
      columns: fieldsOf(batch.columns.columns).map(({ name, kind: of }) => ({
        name,
        kind: of === 'number' ? ('number' as const) : ('category' as const),
      })),
      leftOut: [],
      edges: new Map(),
      minCases: 5,
      depth: 2,
    },
  }
  const reference = startReference(options.features, 1)
  reference.add(batch.columns)
  return { batch, options, reference }
}

type Kind = 'two labels' | 'four labels' | 'label sets' | 'values'

const BASES: Record<Kind, MeasuringOptions> = {
  'two labels': BINARY,
  'four labels': BINARY,
  'label sets': MULTILABEL,
  values: REGRESSION,
}

function batchOfKind(kind: Kind, n: number, seed: number): PairedBatch {
  if (kind === 'values') return randomValues(n, seed)
  if (kind === 'label sets') return randomLabelSets(n, MULTILABEL.labels, seed)
  return randomBatch(n, kind === 'two labels' ? 2 : 4, seed)
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

const kinds = constantFrom('two labels' as const, 'four labels' as const, 'label sets' as const, 'values' as const)

/** The same but for the last digits: sums of parts round otherwise than the sum of the whole. */
function differences(actual: readonly Estimate[], expected: readonly Estimate[]): string[] {
  if (actual.length !== expected.length) return [`${actual.length} estimates, expected ${expected.length}`]
  return actual.flatMap((estimate, i) => {
    const other = expected[i]!
    const what = nameOf(estimate)
    return [
      ...(identityOf(estimate) === identityOf(other) ? [] : [`${identityOf(estimate)}, expected ${identityOf(other)}`]),
      ...near(estimate.value, other.value, what),
      ...near(estimate.interval?.[0], other.interval?.[0], `${what} low`),
      ...near(estimate.interval?.[1], other.interval?.[1], `${what} high`),
      ...near(estimate.relative?.value, other.relative?.value, `${what} relative`),
    ]
  })
}

function near(actual: number | null | undefined, expected: number | null | undefined, what: string): string[] {
  const same =
    typeof actual === 'number' && typeof expected === 'number'
      ? Math.abs(actual - expected) < 1e-9
      : actual === expected
  return same ? [] : [`${what}: ${actual}, expected ${expected}`]
}

function nameOf(estimate: Estimate): string {
  return `${measureKey(estimate.measure, estimate.options)} ${sliceKey(estimate.slice)} ${estimate.of}`
}

function identityOf(estimate: Estimate): string {
  return [nameOf(estimate), estimate.n, estimate.unit, estimate.method, estimate.reason].join(' ')
}

describe('measuring', () => {
  it('does not depend on how the cases come in batches, to the last bit', () => {
    assert(
      property(kinds, array(integer({ min: 1, max: 89 }), { maxLength: 4 }), nat(1e6), (kind, cuts, seed) => {
        const { batch, options, reference } = given(kind, 90, seed)
        const edges = [0, ...new Set(cuts.sort((a, b) => a - b)), 90]
        const batches = edges.slice(1).map((to, i) => cut(batch, edges[i]!, to))
        expect(measure(options, batches, reference)).toEqual(measure(options, [batch], reference))
      }),
      { seed: 1, numRuns: 8 },
    )
  })

  it('merges any split of the cases to the same answer', () => {
    assert(
      property(kinds, integer({ min: 0, max: 90 }), integer({ min: 0, max: 90 }), nat(1e6), (kind, a, b, seed) => {
        const { batch, options } = given(kind, 90, seed)
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const parts = [cut(batch, 0, low), cut(batch, low, high), cut(batch, high, 90)]
        const whole = measure(options, [batch])
        const merged = measureMerged(
          options,
          parts.map((part) => [part]),
        )
        expect(differences(merged.estimates, whole.estimates)).toEqual([])
        expect(merged.evidence.drift).toEqual(whole.evidence.drift)
      }),
      { seed: 2, numRuns: 8 },
    )
  })

  it('goes on from its stored state as if it had never stopped', () => {
    for (const kind of ['two labels', 'four labels', 'label sets', 'values'] as const) {
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
    assert(
      property(kinds, integer({ min: 0, max: 25 }), nat(1e6), (kind, n, seed) => {
        const { batch, options, reference } = given(kind, n, seed)
        const { estimates, evidence } = measure(options, [batch], reference)
        const wrong = estimates.filter(
          (estimate) =>
            !estimateSchema.safeParse(estimate).success ||
            (estimate.value === null && !/^[a-z-]+$/.test(estimate.reason ?? '')) ||
            (estimate.interval !== null && estimate.interval[0] > estimate.interval[1]),
        )
        expect(wrong).toEqual([])
        expect(evidenceSchema.safeParse(evidence).error).toBeUndefined()
      }),
      { seed: 3, numRuns: 24 },
    )
  })
})

describe('old and new', () => {
  it('changing places negates every difference, and leaves what is about both', () => {
    assert(
      property(kinds, nat(1e6), (kind, seed) => {
        const { batch, options } = given(kind, 120, seed)
        const there = measure(options, [batch]).estimates
        const back = new Map(measure(options, [swapped(batch)]).estimates.map((other) => [nameOf(other), other]))
        const mirrored = there.flatMap((estimate) => mirror(estimate, back))
        expect(mirrored).toEqual([])
        const lost = there.find((estimate) => nameOf(estimate) === 'negativeFlipRate null pair')
        expect(lost?.value).toBe(back.get('positiveFlipRate null pair')?.value)
      }),
      { seed: 4, numRuns: 8 },
    )
  })

  it('being the same gives a difference of exactly zero, inside its interval', () => {
    assert(
      property(kinds, integer({ min: 10, max: 80 }), nat(1e6), (kind, n, seed) => {
        const { batch, options } = given(kind, n, seed)
        const { estimates } = measure(options, [{ ...batch, new: batch.old }])
        const found = estimates.filter((estimate) => estimate.of === 'difference' && estimate.value !== null)
        expect(found.length).toBeGreaterThan(3)
        const wrong = found.filter(
          ({ value, interval }) => value !== 0 || (interval !== null && !(interval[0] <= 0 && interval[1] >= 0)),
        )
        expect(wrong.map(nameOf)).toEqual([])
      }),
      { seed: 5, numRuns: 8 },
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
    const certain = counted.filter(({ interval }) => interval !== null && interval[1] - interval[0] < 0.01)
    expect(certain.map(nameOf)).toEqual([])
  })
})

const OTHER_SIDE = { old: 'new', new: 'old', difference: 'difference', pair: 'pair' } as const

/** What is wrong with the estimate found when old and new change places. */
function mirror(estimate: Estimate, back: ReadonlyMap<string, Estimate>): string[] {
  const what = nameOf(estimate)
  const other = back.get(nameOf({ ...estimate, of: OTHER_SIDE[estimate.of] }))
  if (other === undefined) return [`${what} is missing`]
  switch (estimate.of) {
    case 'old':
    case 'new':
      return near(other.value, estimate.value, what)
    case 'pair':
      return ['agreement', 'cohenKappa', 'largestScoreDifference'].includes(estimate.measure)
        ? near(other.value, estimate.value, what)
        : []
    case 'difference':
      return [
        ...near(other.value, estimate.value === null ? null : -estimate.value, what),
        // Closed forms negate their interval too; resampled ones do so within the noise of the draws.
        ...(/tango|delong|jackknife|paired-t|paired-median/.test(estimate.method) && estimate.interval !== null
          ? [
              ...near(other.interval?.[0], -estimate.interval[1], `${what} low`),
              ...near(other.interval?.[1], -estimate.interval[0], `${what} high`),
            ]
          : []),
      ]
  }
}
