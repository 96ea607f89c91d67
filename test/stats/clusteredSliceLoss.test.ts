import { describe, expect, it } from 'vitest'
import { clusterSample } from '../../src/stats/clusterSample.js'
import { clusteredSliceLossTest } from '../../src/stats/clusteredSliceLoss.js'
import { sliceLossTest, type LossKind } from '../../src/stats/sliceLoss.js'
import { referenceCases } from './reference.js'

interface Case {
  readonly kind: LossKind
  readonly losses: number[]
  readonly weights: number[]
  readonly clusters: number[]
  readonly inside: number[]
  readonly pValue: number
}

function testOf({ kind, losses, weights, clusters, inside }: Omit<Case, 'pValue'>): number {
  const sample = clusterSample(Float64Array.from(weights), Float64Array.from(clusters))
  return clusteredSliceLossTest(Float64Array.from(losses), Uint8Array.from(inside), sample, kind)
}

describe('the test of a slice whose cases come in weighted clusters', () => {
  it.each(referenceCases<Case[]>('clusteredSliceLoss'))(
    'agrees with its definition in numpy for $kind',
    (reference) => {
      const { pValue } = reference
      expect(Math.abs(testOf(reference) / pValue - 1)).toBeLessThan(1e-9)
    },
  )

  it('is nearly that of independent cases where each is a cluster of its own', () => {
    const losses = Array.from({ length: 2000 }, (_, i) => (i < 400 ? (i % 5 === 0 ? 1 : 0) : i % 20 === 0 ? 1 : 0))
    const inside = losses.map((_, i) => (i < 400 ? 1 : 0))
    const alone = testOf({
      kind: 'answers',
      losses,
      inside,
      weights: losses.map(() => 1),
      clusters: losses.map(() => Number.NaN),
    })
    const plain = sliceLossTest({ n: 400, sum: 80, squares: 80 }, { n: 2000, sum: 160, squares: 160 }, 'answers').pValue
    // Student's t with 399 degrees in the place of the normal: a deviate of 7 is a little less sure.
    expect(Math.log(alone) / Math.log(plain)).toBeGreaterThan(0.93)
    expect(Math.log(alone) / Math.log(plain)).toBeLessThan(1)
  })

  it('takes what one household loses for one loss, however many rows it has', () => {
    const losses = Array.from({ length: 600 }, (_, i) => (i < 20 ? 1 : 0))
    const inside = losses.map((_, i) => (i < 200 ? 1 : 0))
    const weights = losses.map(() => 1)
    const kind = 'answers'
    const alone = testOf({ kind, losses, inside, weights, clusters: losses.map(() => Number.NaN) })
    const together = testOf({ kind, losses, inside, weights, clusters: losses.map((_, i) => Math.floor(i / 20)) })
    expect(alone).toBeLessThan(1e-5)
    expect(together).toBeGreaterThan(0.1)
    // Nine households in the slice: too few to tell.
    const few = losses.map((_, i) => (i < 180 ? 1 : 0))
    expect(testOf({ kind, losses, inside: few, weights, clusters: losses.map((_, i) => Math.floor(i / 20)) })).toBe(1)
  })
})
