import { describe, expect, it } from 'vitest'
import { clusterKey } from '../../src/core/sampling.js'
import { mismatch, referenceCases } from '../stats/reference.js'
import { BINARY, classBatch, find, measure, REGRESSION, valueBatch } from './given.js'

interface Expected {
  readonly clusters: number[]
  readonly weights: number[]
  /** Values, and t times the clustered standard error of old, new and their difference. */
  readonly linearised: Record<string, { old: number; new: number; half: [number, number, number] }>
  readonly values: Record<string, { old: number; new: number }>
  readonly pairs: Record<string, number>
}

type Case = Expected &
  (
    | {
        readonly kind: 'classes'
        readonly labels: string[]
        readonly costs: number[]
        readonly truth: number[]
        readonly old: { predicted: number[]; scores: number[][] }
        readonly new: { predicted: number[]; scores: number[][] }
      }
    | { readonly kind: 'values'; readonly truth: number[]; readonly old: number[]; readonly new: number[] }
  )

describe('clustered and weighted measures equal scikit-learn and a cluster sandwich:', () => {
  for (const reference of referenceCases<Case[]>('clusters')) {
    it(`${reference.kind} of ${reference.truth.length} cases, ${'labels' in reference ? reference.labels.length : 'no'} labels`, () => {
      const { estimates } = measured(reference)
      const wrong = [
        ...Object.entries({ ...reference.values, ...reference.linearised }).flatMap(([key, { old, new: newer }]) => [
          ...mismatch(find(estimates, key, 'old').value, old, `old ${key}`),
          ...mismatch(find(estimates, key, 'new').value, newer, `new ${key}`),
        ]),
        ...Object.entries(reference.pairs).flatMap(([key, value]) =>
          mismatch(find(estimates, key, 'pair').value, value, key),
        ),
      ]
      expect(wrong).toEqual([])
      const halves = Object.entries(reference.linearised).flatMap(([key, { half }]) =>
        (['old', 'new', 'difference'] as const).map((of, i) => {
          const { value, interval } = find(estimates, key, of)
          return { key: `${key} ${of}`, found: value! - interval![0], expected: half[i]! }
        }),
      )
      // Numerical derivatives on both sides agree to seven digits. Room for unseen cases may make an interval wider, never narrower.
      const narrower = halves.filter(({ found, expected }) => found < expected * (1 - 1e-7))
      expect(narrower).toEqual([])
      const equal = halves.filter(({ found, expected }) => Math.abs(found - expected) < 1e-7 * expected)
      expect(equal.length).toBeGreaterThanOrEqual(6)
    })
  }
})

function measured(reference: Case) {
  const sampling = {
    clusters: Float64Array.from(reference.clusters, (name) => clusterKey(`${name}`)),
    weights: Float64Array.from(reference.weights),
  }
  if (reference.kind === 'values')
    return measure(REGRESSION, [{ ...valueBatch(reference.truth, reference.old, reference.new), sampling }])
  const positive = reference.labels.length === 2 ? 1 : null
  const wanted = [
    { measure: 'f1' as const, options: { average: 'macro' as const }, by: null },
    { measure: 'f1' as const, options: { average: 'weighted' as const }, by: null },
    { measure: 'expectedCalibrationError' as const, options: { debiased: true as const }, by: null },
    { measure: 'topKAccuracy' as const, options: { k: 2 }, by: null },
  ]
  const costs = Float64Array.from(reference.costs)
  const options = { ...BINARY, labels: reference.labels, positive, wanted, costs }
  return measure(options, [{ ...classBatch(reference, reference.labels, positive), sampling }])
}
