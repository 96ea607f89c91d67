import { describe, expect, it } from 'vitest'
import { RATES, type OperatingPoint } from '../../src/core/operatingPoint.js'
import { clusterKey } from '../../src/core/sampling.js'
import { mismatch, referenceCases } from '../stats/reference.js'
import { BINARY, classBatch, measure } from './given.js'

type Rates = Record<(typeof RATES)[number], number>
type Line = Record<'intercept' | 'slope' | 'interceptHalf' | 'slopeHalf', number>

interface Case {
  readonly name: string
  readonly threshold: number
  readonly truth: number[]
  readonly old: number[]
  readonly new: number[]
  readonly clusters: number[]
  readonly weights: number[]
  readonly effective: number
  readonly oldRates: Rates
  readonly points: Record<OperatingPoint['at'], { threshold: number; rates: Rates; changes: Rates }>
  readonly calibration: Record<'old' | 'new', Line>
  readonly intervals: Record<string, Record<string, [number, number]>>
}

const CASES = referenceCases<Case[]>('clusteredOperating')

function measured({ threshold, truth, old, new: newer, clusters, weights }: Case, order?: readonly number[]) {
  const rows = order ?? truth.map((_, i) => i)
  const pick = (values: readonly number[]) => rows.map((row) => values[row]!)
  const side = (scores: readonly number[]) => ({
    predicted: scores.map((score) => (score >= 0.5 ? 1 : 0)),
    scores: scores.map((score) => [1 - score, score]),
  })
  const batch = classBatch({ truth: pick(truth), old: side(pick(old)), new: side(pick(newer)) }, ['no', 'yes'], 1)
  const sampling = {
    clusters: Float64Array.from(pick(clusters), (name) => clusterKey(`${name}`)),
    weights: Float64Array.from(pick(weights)),
  }
  const { operating, evidence } = measure({ ...BINARY, thresholds: { old: threshold, new: threshold } }, [
    { ...batch, sampling },
  ])
  const lines = evidence.outcome?.kind === 'classes' ? evidence.outcome.calibration?.lines : undefined
  return { effect: operating!, lines: lines! }
}

describe('of weighted cases in clusters,', () => {
  it.each(CASES)('what a threshold makes equals scikit-learn with sample weights ($name)', (reference) => {
    const { effect } = measured(reference)
    expect(effect.n).toBe(reference.truth.length)
    const wrong = [
      ...RATES.flatMap((rate) => mismatch(effect.old[rate], reference.oldRates[rate], `old ${rate}`)),
      ...effect.points.flatMap((point) => {
        const expected = reference.points[point.at]
        return [
          ...mismatch(point.threshold, expected.threshold, `${point.at} threshold`),
          ...RATES.flatMap((rate) => [
            ...mismatch(point.rates[rate], expected.rates[rate], `${point.at} ${rate}`),
            ...(Math.abs(expected.changes[rate]) < 1e-9
              ? []
              : mismatch(point.changes[rate]?.value, expected.changes[rate], `${point.at} change of ${rate}`)),
          ]),
        ]
      }),
    ]
    expect(wrong).toEqual([])
  })

  it.each(CASES)(
    'intervals are as wide as those of a cluster bootstrap that chooses the threshold anew ($name)',
    (reference) => {
      const { effect } = measured(reference)
      const far = effect.points.flatMap((point) =>
        Object.entries(reference.intervals[point.at] ?? {}).flatMap(([rate, [low, high]]) => {
          const [from, to] = point.changes[rate as keyof Rates]!.interval!
          // Room for unseen clusters is left besides, the more the fewer are behind the rate; two resamplings differ by some 4 % of their width.
          const room = 0.07 * (high - low)
          const unseen = 12 / reference.effective
          const wrong = from > low + room || to < high - room || from < low - room - unseen || to > high + room + unseen
          return wrong ? [`${point.at} ${rate}: [${from}, ${to}], expected [${low}, ${high}]`] : []
        }),
      )
      expect(far).toEqual([])
    },
  )

  it.each(CASES)('calibration lines equal statsmodels’ weighted GLM with errors by cluster ($name)', (reference) => {
    const { lines } = measured(reference)
    const wrong = (['old', 'new'] as const).flatMap((side) =>
      (['intercept', 'slope'] as const).flatMap((part) => {
        const { value, interval } = lines[side][part]
        const expected = reference.calibration[side]
        return [
          ...mismatch(value, expected[part], `${side} ${part}`),
          ...mismatch(interval[1] - value, expected[`${part}Half`], `${side} half the interval of ${part}`),
        ]
      }),
    )
    expect(wrong).toEqual([])
    expect(lines.old.z).toBeNull()
  })

  it('the order of the cases does not show', () => {
    const reference = CASES[0]!
    const turned = measured(
      reference,
      reference.truth.map((_, i) => reference.truth.length - 1 - i),
    )
    const plain = measured(reference)
    const numbers = (of: unknown) =>
      JSON.stringify(of, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(10)) + 0 : value))
    expect(numbers(turned.effect)).toBe(numbers(plain.effect))
  })

  it('one cluster has values and no intervals', () => {
    const { effect, lines } = measured({ ...CASES[0]!, clusters: CASES[0]!.truth.map(() => 1) })
    expect(lines).toBeUndefined()
    for (const point of effect.points) {
      expect(point.rates.recall).toBeGreaterThan(0)
      expect(point.changes.recall!.interval).toBeNull()
      expect(point.thresholdInterval).toBeNull()
    }
  })
})
