import { assert, constantFrom, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterKey } from '../../src/core/sampling.js'
import { measureInfo, measureKey } from '../../src/core/measureCatalog.js'
import { sliceKey, type Estimate } from '../../src/core/estimate.js'
import { segmentOf } from '../../src/core/segment.js'
import { selectCases, type PairedBatch } from '../../src/core/predictions.js'
import { startMeasuring, type MeasuringOptions } from '../../src/measures/measuring.js'
import { resumeMeasuring } from '../../src/measures/resume.js'
import { seededRandom } from '../../src/stats/random.js'
import {
  BINARY,
  cut,
  find,
  finish,
  measure,
  measureMerged,
  MULTILABEL,
  randomBatch,
  randomLabelSets,
  REGRESSION,
  swapped,
  valueBatch,
} from './given.js'

type Kind = 'two labels' | 'four labels' | 'label sets' | 'values'
const KINDS = ['two labels', 'four labels', 'label sets', 'values'] as const
const kinds = constantFrom(...KINDS)

interface Drawn {
  /** A household's number, null = none known. */
  readonly households: readonly (number | null)[] | null
  readonly weights: readonly number[] | null
}

function drawnAs(batch: PairedBatch, { households, weights }: Drawn): PairedBatch {
  return {
    ...batch,
    sampling: {
      clusters:
        households && Float64Array.from(households, (name) => (name === null ? Number.NaN : clusterKey(`${name}`))),
      weights: weights && Float64Array.from(weights),
    },
  }
}

function given(kind: Kind, n: number, seed: number) {
  const batch = batchOfKind(kind, n, seed)
  const base = { 'two labels': BINARY, 'four labels': BINARY, 'label sets': MULTILABEL, values: REGRESSION }[kind]
  const options: MeasuringOptions = {
    ...base,
    labels: batch.labels,
    positive: batch.positive,
    ...(kind === 'two labels' || kind === 'four labels' ? wishes(batch.labels.length) : {}),
    segments: kind === 'values' ? [] : [segmentOf({ column: 'region' })],
  }
  const random = seededRandom(seed + 1)
  const households = Array.from({ length: n }, () => (random() < 0.1 ? null : Math.floor(random() * n * 0.4)))
  const weights = Array.from({ length: n }, () => 0.25 + 2 * random())
  return { batch, options, households, weights, clustered: drawnAs(batch, { households, weights }) }
}

/** What a plan may ask for besides: nothing is paid for a right answer, more for others the further apart the labels are. */
function wishes(labels: number): Pick<MeasuringOptions, 'wanted' | 'costs'> {
  const debiased = { measure: 'expectedCalibrationError' as const, options: { debiased: true as const }, by: null }
  const ofMass = { measure: 'expectedCalibrationError' as const, options: { binning: 'equalMass' as const }, by: null }
  const top = { measure: 'topKAccuracy' as const, options: { k: 3 }, by: null }
  return {
    wanted: labels > 3 ? [debiased, ofMass, top] : [debiased, ofMass],
    costs: Float64Array.from({ length: labels ** 2 }, (_, at) => 2 * Math.abs(Math.floor(at / labels) - (at % labels))),
  }
}

function batchOfKind(kind: Kind, n: number, seed: number): PairedBatch {
  if (kind === 'label sets') return randomLabelSets(n, MULTILABEL.labels, seed)
  if (kind !== 'values') return randomBatch(n, kind === 'two labels' ? 2 : 4, seed)
  const random = seededRandom(seed)
  const truth = Array.from({ length: n }, () => 100 * random())
  const old = truth.map((value) => value + 10 * (random() - 0.5))
  return valueBatch(
    truth,
    old,
    old.map((value) => value + 4 * (random() - 0.5)),
  )
}

/** The case measures alone: coverage and drift know neither clusters nor weights. */
function ofCases(options: MeasuringOptions, batches: readonly PairedBatch[]): Estimate[] {
  return onlyCases(measure(options, batches).estimates)
}

function onlyCases(estimates: readonly Estimate[]): Estimate[] {
  return estimates.filter(({ measure: name }) => name !== 'coverage' && measureInfo(name).group !== 'drift')
}

function nameOf(estimate: Estimate): string {
  return `${measureKey(estimate.measure, estimate.options)} ${sliceKey(estimate.slice)} ${estimate.of}`
}

function near(
  actual: number | null | undefined,
  expected: number | null | undefined,
  what: string,
  by = 1e-9,
): string[] {
  const same =
    typeof actual === 'number' && typeof expected === 'number'
      ? Math.abs(actual - expected) <= by * Math.max(1, Math.abs(expected))
      : actual === expected
  return same ? [] : [`${what}: ${actual}, expected ${expected}`]
}

function differences(actual: readonly Estimate[], expected: readonly Estimate[]): string[] {
  const others = new Map(expected.map((other) => [nameOf(other), other]))
  if (actual.length !== expected.length) return [`${actual.length} estimates, expected ${expected.length}`]
  return actual.flatMap((estimate) => {
    const what = nameOf(estimate)
    const other = others.get(what)
    if (other === undefined) return [`${what} is new`]
    return [
      ...(estimate.n === other.n && estimate.method === other.method && estimate.reason === other.reason
        ? []
        : [
            `${what}: ${estimate.n} ${estimate.method} ${estimate.reason}, expected ${other.n} ${other.method} ${other.reason}`,
          ]),
      ...near(estimate.value, other.value, what),
      ...near(estimate.effectiveN, other.effectiveN, `${what} effective`),
      ...near(estimate.interval?.[0], other.interval?.[0], `${what} low`, 1e-7),
      ...near(estimate.interval?.[1], other.interval?.[1], `${what} high`, 1e-7),
      ...near(estimate.relative?.interval?.[1], other.relative?.interval?.[1], `${what} relative`, 1e-7),
    ]
  })
}

describe('measuring clustered and weighted cases', () => {
  it('gives every case measure a value, and an interval by a method that counts clusters together', () => {
    for (const kind of KINDS) {
      const { options, clustered } = given(kind, 400, 3)
      const estimates = ofCases(options, [clustered])
      const without = estimates.filter(
        ({ value, interval, measure: name, method }) =>
          value === null ||
          (name !== 'largestScoreDifference' && (interval === null || !method.startsWith('cluster-'))),
      )
      expect(without.map((estimate) => `${nameOf(estimate)} ${estimate.reason}`)).toEqual([])
      expect(estimates.length).toBeGreaterThan(10)
    }
  })

  it('depends neither on the order of the cases nor on how they were split, nor on what clusters are called', () => {
    assert(
      property(kinds, nat(89), nat(1e6), (kind, at, seed) => {
        const { batch, options, clustered, households, weights } = given(kind, 90, seed)
        const whole = ofCases(options, [clustered])
        const random = seededRandom(seed)
        const order = [...Array(90).keys()].map((row) => [random(), row] as const).sort((a, b) => a[0] - b[0])
        const reordered = selectCases(
          clustered,
          Uint32Array.from(order, ([, row]) => row),
        )
        expect(differences(ofCases(options, [reordered]), whole)).toEqual([])
        const merged = measureMerged(options, [[cut(clustered, 0, at)], [cut(clustered, at, 90)]])
        expect(differences(onlyCases(merged.estimates), whole)).toEqual([])
        const renamed = households.map((name) => (name === null ? null : 5000 - 7 * name))
        expect(differences(ofCases(options, [drawnAs(batch, { households: renamed, weights })]), whole)).toEqual([])
      }),
      { seed: 11, numRuns: 3 },
    )
  })

  it('goes on from its stored state, which is plain JSON', () => {
    for (const kind of KINDS) {
      const { options, clustered } = given(kind, 80, 4)
      const first = startMeasuring(options)
      first.add(cut(clustered, 0, 33))
      const stored: unknown = JSON.parse(JSON.stringify(first.state()))
      const resumed = resumeMeasuring(options, stored as ReturnType<typeof first.state>)
      resumed.add(cut(clustered, 33, 80))
      expect(finish(resumed)).toEqual(measure(options, [clustered]))
    }
  })

  it('knows weights up to a common factor only', () => {
    assert(
      property(kinds, nat(1e6), (kind, seed) => {
        const { batch, options, households, weights } = given(kind, 90, seed)
        const scaled = weights.map((weight) => 1234.5 * weight)
        expect(
          differences(
            ofCases(options, [drawnAs(batch, { households, weights: scaled })]),
            ofCases(options, [drawnAs(batch, { households, weights })]),
          ),
        ).toEqual([])
      }),
      { seed: 12, numRuns: 3 },
    )
  })

  it('takes a case of weight 2 for the same case twice in its household, in value and in interval', () => {
    assert(
      property(kinds, nat(1e6), (kind, seed) => {
        const { batch, options } = given(kind, 90, seed)
        const names = [...Array(90).keys()].map((row) => row % 31)
        const weights = names.map((_, row) => (row % 3 === 0 ? 2 : 1))
        const twice = [...Array(90).keys()].flatMap((row) => (row % 3 === 0 ? [row, row] : [row]))
        const repeated = selectCases(batch, Uint32Array.from(twice))
        const weighted = ofCases(options, [drawnAs(batch, { households: names, weights })])
        const listed = ofCases(options, [
          drawnAs(repeated, { households: twice.map((row) => names[row]!), weights: null }),
        ])
        const wrong = weighted.flatMap((estimate) => {
          const other = listed.find((candidate) => nameOf(candidate) === nameOf(estimate))!
          // Linearised intervals see sums by household alone; score intervals and Kish's number also see how many cases there are.
          const ends = ['cluster-linearised', 'cluster-median', 'cluster-calibration'].includes(estimate.method)
          return [
            ...near(estimate.value, other.value, nameOf(estimate)),
            ...(ends ? near(estimate.interval?.[0], other.interval?.[0], `${nameOf(estimate)} low`, 1e-7) : []),
          ]
        })
        expect(wrong).toEqual([])
      }),
      { seed: 13, numRuns: 3 },
    )
  })

  it('with equal weights and every case on its own says what it says without, and nearly the same interval', () => {
    for (const kind of KINDS) {
      const { batch, options } = given(kind, 1000, 5)
      const plain = new Map(
        ofCases({ ...options, segments: [] }, [batch]).map((estimate) => [nameOf(estimate), estimate]),
      )
      const equal = drawnAs(batch, { households: null, weights: Array.from({ length: 1000 }, () => 3) })
      const wrong = ofCases({ ...options, segments: [] }, [equal]).flatMap((estimate) => {
        const other = plain.get(nameOf(estimate))!
        const width = (of: Estimate) => (of.interval === null ? 0 : of.interval[1] - of.interval[0])
        const ratio = width(estimate) / width(other)
        return [
          ...near(estimate.value, other.value, nameOf(estimate)),
          ...near(estimate.n, other.n, `${nameOf(estimate)} n`),
          // Order statistics and resamples are no closer to each other than this. Lin's and MOVER's suppose normal differences, which these are not.
          ...(width(other) === 0 || ['lin', 'mover'].includes(other.method) || (ratio > 0.9 && ratio < 1.12)
            ? []
            : [`${nameOf(estimate)}: ${ratio} times as wide`]),
          ...(/wilson|tango|paired-t/.test(other.method) ? near(ratio, 1, `${nameOf(estimate)} width`, 0.02) : []),
        ]
      })
      expect(wrong).toEqual([])
    }
  })

  it('negates every difference when old and new change places', () => {
    assert(
      property(kinds, nat(1e6), (kind, seed) => {
        const { options, clustered } = given(kind, 120, seed)
        const back = ofCases(options, [swapped(clustered)])
        const wrong = ofCases(options, [clustered])
          .filter(({ of }) => of === 'difference')
          .flatMap((estimate) => {
            const other = back.find((candidate) => nameOf(candidate) === nameOf(estimate))!
            const exact = estimate.method !== 'cluster-calibration' && estimate.interval !== null
            return [
              ...near(other.value, estimate.value === null ? null : -estimate.value, nameOf(estimate)),
              ...(exact ? near(other.interval?.[0], -estimate.interval![1], `${nameOf(estimate)} low`, 1e-7) : []),
              ...(exact ? near(other.interval?.[1], -estimate.interval![0], `${nameOf(estimate)} high`, 1e-7) : []),
            ]
          })
        expect(wrong).toEqual([])
      }),
      { seed: 14, numRuns: 3 },
    )
  })

  it('has a value but no interval where one household holds everything, and says why', () => {
    for (const kind of KINDS) {
      const { batch, options, weights } = given(kind, 60, 6)
      const estimates = ofCases(options, [drawnAs(batch, { households: Array.from({ length: 60 }, () => 1), weights })])
      const judged = estimates.filter(({ measure: name }) => name !== 'largestScoreDifference')
      const wrong = judged.filter(
        ({ value, interval, reason }) => value === null || interval !== null || reason !== 'one-cluster',
      )
      expect(wrong.map((estimate) => `${nameOf(estimate)} ${estimate.reason}`)).toEqual([])
    }
  })

  it('leaves room for what no household was seen to do: equal models on 40 households of 25 are as 40 cases, not as 1000', () => {
    const { batch, options } = given('two labels', 1000, 7)
    const same = { ...batch, new: batch.old }
    const households = [...Array(1000).keys()].map((row) => Math.floor(row / 25))
    const { estimates } = measure(options, [drawnAs(same, { households, weights: null })])
    // t for 39 degrees of freedom is 2.022691: t² / (40 + t²) = 0.092791.
    expect(find(estimates, 'accuracy', 'difference').interval![1]).toBeCloseTo(0.092791, 5)
    expect(find(estimates, 'accuracy', 'difference').effectiveN).toBeCloseTo(37.5575, 3)
    const plain = find(measure(options, [same]).estimates, 'accuracy', 'difference')
    expect(plain.interval![1]).toBeCloseTo(0.003827, 5)
  })
})

describe('tests of two models on cases that belong together or are weighted', () => {
  it('are left out with the reason, because they take every case for one of its own', () => {
    for (const kind of ['two labels', 'values'] as const) {
      const { options, batch, clustered, weights } = given(kind, 60, 3)
      const together = measure(options, [clustered]).tests
      expect(together.length).toBeGreaterThan(4)
      expect(together.every(({ pValue, estimates, reason }) => pValue === null && estimates.length === 0 && reason === 'clustered')).toBe(true) // prettier-ignore
      const weighted = measure(options, [drawnAs(batch, { households: null, weights })]).tests
      expect(new Set(weighted.map(({ reason }) => reason))).toEqual(new Set(['weighted']))
    }
  })
})
