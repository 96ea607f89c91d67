import {
  array,
  assert,
  boolean,
  constantFrom,
  double,
  integer,
  nat,
  property,
  record,
  type Arbitrary,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateSchema, type Estimate } from '../../src/core/estimate.js'
import { evidenceSchema } from '../../src/core/evidence.js'
import { measureKey } from '../../src/core/measureCatalog.js'
import type { PairedBatch } from '../../src/core/predictions.js'
import { startMeasuring } from '../../src/measures/measuring.js'
import { resumeMeasuring } from '../../src/measures/resume.js'
import { toleranceText } from '../../src/report/words/tolerance.js'
import { seededRandom } from '../../src/stats/random.js'
import { cut, find, finish, measure, measureMerged, swapped } from './given.js'
import { numbers, pairOf, tensorBatch, TENSORS, texts } from './givenOutputs.js'

/** Tokens with a mask, scores, whole numbers, texts and embeddings of unlike widths, for n random cases. */
function randomOutputs(n: number, seed: number): PairedBatch {
  const random = seededRandom(seed)
  const many = (count: number) => Array.from({ length: count }, () => 2 * random() - 1)
  const moved = (values: readonly number[]) => values.map((value) => (random() < 0.3 ? value : value + 0.01 * random()))
  const mask = { keep: Uint8Array.from({ length: n * 3 }, (_, i) => (random() < 0.7 || i % 3 === 0 ? 1 : 0)), each: 2 }
  const [tokens, scores, embedding] = [many(n * 6), many(n * 4), many(n * 5)]
  const counts = many(n).map((value) => Math.round(3 * value))
  const words = counts.map((count) => `w${count}`)
  return tensorBatch(
    n,
    [
      numbers({ name: 'tokens', shape: [3, 2], values: tokens, mask }),
      numbers({ name: 'scores', shape: [4], values: scores }),
      numbers({ name: 'count', shape: [], values: counts, whole: true }),
      texts(words, 'word'),
      numbers({ name: 'embedding', shape: [5], values: embedding, neighbours: 3 }),
    ],
    [
      numbers({ name: 'tokens', shape: [3, 2], values: moved(tokens), mask }),
      numbers({ name: 'scores', shape: [4], values: moved(scores) }),
      numbers({
        name: 'count',
        shape: [],
        values: counts.map((count) => (random() < 0.1 ? count + 1 : count)),
        whole: true,
      }),
      texts(
        words.map((word) => (random() < 0.1 ? 'other' : word)),
        'word',
      ),
      numbers({ name: 'embedding', shape: [2], values: many(n * 2), neighbours: 3 }),
    ],
  )
}

const identityOf = ({ measure: name, options, n, unit, method, reason }: Estimate): string =>
  [measureKey(name, options), n, unit, method, reason].join(' ')

function differences(actual: readonly Estimate[], expected: readonly Estimate[]): string[] {
  const near = (a: number | null | undefined, b: number | null | undefined): boolean =>
    typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)) : a === b
  if (actual.length !== expected.length) return [`${actual.length} estimates, expected ${expected.length}`]
  return actual.flatMap((estimate, i) => {
    const other = expected[i]!
    const same =
      identityOf(estimate) === identityOf(other) &&
      near(estimate.value, other.value) &&
      near(estimate.interval?.[0], other.interval?.[0]) &&
      near(estimate.interval?.[1], other.interval?.[1])
    return same ? [] : [`${identityOf(estimate)} ${estimate.value}, expected ${identityOf(other)} ${other.value}`]
  })
}

describe('measures of raw outputs', () => {
  it('do not depend on how the cases come in batches, to the last bit', () => {
    assert(
      property(array(integer({ min: 1, max: 79 }), { maxLength: 4 }), nat(1e6), (cuts, seed) => {
        const batch = randomOutputs(80, seed)
        const edges = [0, ...new Set(cuts.sort((a, b) => a - b)), 80]
        const batches = edges.slice(1).map((to, i) => cut(batch, edges[i]!, to))
        expect(measure(TENSORS, batches)).toEqual(measure(TENSORS, [batch]))
      }),
      { seed: 1, numRuns: 10 },
    )
  })

  it('merge any split of the cases to the same answer, in any order, maxima and percentiles exactly', () => {
    assert(
      property(integer({ min: 0, max: 80 }), boolean(), nat(1e6), (at, turned, seed) => {
        const batch = randomOutputs(80, seed)
        const parts = [[cut(batch, 0, at)], [cut(batch, at, 80)]]
        const merged = measureMerged(TENSORS, turned ? parts.toReversed() : parts)
        const whole = measure(TENSORS, [batch])
        expect(differences(merged.estimates, whole.estimates)).toEqual([])
        expect(merged.evidence.outcome).toEqual(whole.evidence.outcome)
        const exact = (estimates: readonly Estimate[]) =>
          estimates.filter(({ method }) => ['maximum', 'binned-quantile'].includes(method)).map(({ value }) => value)
        expect(exact(merged.estimates)).toEqual(exact(whole.estimates))
      }),
      { seed: 2, numRuns: 12 },
    )
  })

  it('go on from their stored state as if they had never stopped', () => {
    const batch = randomOutputs(80, 3)
    const first = startMeasuring(TENSORS)
    first.add(cut(batch, 0, 33))
    const stored: unknown = JSON.parse(JSON.stringify(first.state()))
    const resumed = resumeMeasuring(TENSORS, stored as ReturnType<typeof first.state>)
    resumed.add(cut(batch, 33, 80))
    expect(finish(resumed)).toEqual(measure(TENSORS, [batch]))
  })

  it('are as the result document takes them, whatever comes, and none is NaN', () => {
    const any = constantFrom(0, 1, -2, 1e-320, 1e300, -1e300, Infinity, -Infinity, Number.NaN)
    assert(
      property(array(any, { maxLength: 12 }), nat(100), (values, shift) => {
        const batch = pairOf(
          values,
          values.map((_, i) => values[(i * 7 + shift) % values.length]!),
        )
        const { estimates, evidence } = measure(TENSORS, [batch])
        const wrong = estimates.filter(
          (estimate) =>
            !estimateSchema.safeParse(estimate).success ||
            (estimate.value === null && !/^[a-z-]+$/.test(estimate.reason ?? '')),
        )
        expect(wrong).toEqual([])
        expect(evidenceSchema.safeParse(evidence).error).toBeUndefined()
      }),
      { seed: 4, numRuns: 60 },
    )
  })

  it('find equal models equal: no distance, cosine 1, every arg-max, text and neighbour the same', () => {
    const batch = randomOutputs(80, 5)
    const old = { ...batch, new: batch.old }
    const { estimates } = measure(TENSORS, [old])
    const valueOf = (key: string) => find(estimates, key, 'pair').value
    for (const key of ['largestAbsoluteDifference', 'largestRelativeDifference', 'tightestTolerance'])
      expect(valueOf(key)).toBe(0)
    for (const key of ['cosineSimilarity', 'smallestCosineSimilarity', 'argmaxAgreement', 'exactAgreement'])
      expect(valueOf(key)).toBe(1)
    expect(valueOf('neighbourOverlap')).toBe(1)
    expect(valueOf('discreteAgreement')).toBe(1)
  })

  it('say the same of old and new changing places, where neither is the reference', () => {
    const batch = randomOutputs(80, 6)
    const there = measure(TENSORS, [batch]).estimates
    const back = measure(TENSORS, [swapped(batch)]).estimates
    const symmetric = ['Absolute', 'absolute', 'osineSimilarity', 'Agreement', 'neighbourOverlap']
    const found = there.filter(({ measure: name }) => symmetric.some((part) => name.includes(part)))
    expect(found.length).toBeGreaterThan(20)
    expect(
      differences(
        found,
        back.filter(({ measure: name }) => symmetric.some((part) => name.includes(part))),
      ),
    ).toEqual([])
  })
})

/** numpy.allclose on doubles. */
const allclose = (old: readonly number[], newer: readonly number[], rtol: number, atol: number): boolean =>
  old.every((value, i) => Math.abs(newer[i]! - value) <= atol + rtol * Math.abs(value))

const size = (): Arbitrary<number> => double({ min: -1e6, max: 1e6, noNaN: true })

describe('the tightest tolerance', () => {
  it('passes numpy.allclose and is the least that does; what the report prints passes, and 0.999 of it does not', () => {
    const pairs = array(record({ old: size(), new: size() }), { minLength: 1, maxLength: 20 })
    assert(
      property(pairs, constantFrom(0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2), (given, rtol) => {
        const old = given.map((pair) => pair.old)
        const newer = given.map((pair) => pair.new)
        const { estimates } = measure(TENSORS, [pairOf(old, newer)])
        const key = rtol === 0 ? 'tightestTolerance' : `tightestTolerance(rtol=${rtol})`
        const atol = find(estimates, key, 'pair').value!
        expect(allclose(old, newer, rtol, atol)).toBe(true)
        const printed = Number(toleranceText(atol))
        expect(allclose(old, newer, rtol, printed)).toBe(true)
        // Below the range of doubles nothing is smaller.
        const less = atol * (1 - 2 ** -50)
        expect(atol < 1e-290 || !allclose(old, newer, rtol, less)).toBe(true)
        expect(atol < 1e-290 || !allclose(old, newer, rtol, printed * 0.999)).toBe(true)
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  it('is printed to be copied into code', () => {
    expect(toleranceText(0)).toBe('0')
    expect(toleranceText(0.001)).toBe('0.001')
    expect(toleranceText(0.00012341)).toBe('0.0001235')
    expect(toleranceText(2.1341e-5)).toBe('2.135e-5')
    expect(toleranceText(1.5)).toBe('1.5')
    expect(toleranceText(1000.01)).toBe('1001')
  })
})
