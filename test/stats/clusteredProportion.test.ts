import { describe, expect, it } from 'vitest'
import { clusterSample } from '../../src/stats/clusterSample.js'
import { clusteredPair, clusteredShare } from '../../src/stats/clusteredProportion.js'
import { pairedMedians } from '../../src/stats/pairedMedian.js'
import { mismatch, referenceCases } from './reference.js'

interface Reference {
  readonly shares: readonly {
    readonly name: string
    readonly clusters: number[]
    readonly weights: number[]
    readonly old: number[]
    readonly new: number[]
    readonly share: { value: number; interval: [number, number] }
    readonly pair: { value: number; interval: [number, number] }
  }[]
  readonly medians: readonly {
    readonly values: [number[], number[]]
    readonly expected: Record<'oldInterval' | 'newInterval' | 'difference', [number, number]> & {
      old: number
      new: number
    }
  }[]
}

const { shares, medians } = referenceCases<Reference>('clusterProportions')

describe('shares of weighted cases in clusters', () => {
  it.each(shares)(
    'have the intervals that statsmodels and scipy give the effective number of cases: $name',
    (reference) => {
      const [old, newer] = [Float64Array.from(reference.old), Float64Array.from(reference.new)]
      const sample = clusterSample(Float64Array.from(reference.weights), Float64Array.from(reference.clusters))
      const share = clusteredShare(old, sample, 0.95)
      const pair = clusteredPair(old, newer, sample, 0.95)
      expect([
        ...mismatch(share.value, reference.share.value, 'share'),
        ...mismatch(share.interval[0], reference.share.interval[0], 'Wilson low'),
        ...mismatch(share.interval[1], reference.share.interval[1], 'Wilson high'),
        ...mismatch(pair.difference, reference.pair.value, 'difference'),
        ...mismatch(pair.interval[0], reference.pair.interval[0], 'Tango low'),
        ...mismatch(pair.interval[1], reference.pair.interval[1], 'Tango high'),
      ]).toEqual([])
    },
  )
})

describe('medians of paired values', () => {
  it.each(medians)(
    'have the intervals of their definition, ranks by adding up binomial probabilities',
    ({ values, expected }) => {
      const [old, newer] = values.map((side) => Float64Array.from(side)) as [Float64Array, Float64Array]
      const found = pairedMedians(old, newer, 0.95)
      const of = (interval: readonly [number, number] | null, wanted: [number, number], name: string) =>
        [0, 1].flatMap((end) => mismatch(interval?.[end as 0 | 1], wanted[end]!, `${name} ${end}`))
      expect([
        ...mismatch(found.old, expected.old, 'old'),
        ...mismatch(found.new, expected.new, 'new'),
        ...of(found.oldInterval, expected.oldInterval, 'old'),
        ...of(found.newInterval, expected.newInterval, 'new'),
        ...of(found.differenceInterval, expected.difference, 'difference'),
      ]).toEqual([])
    },
  )
})
