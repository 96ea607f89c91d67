import { describe, expect, it } from 'vitest'
import { intervalMismatch, mismatch, referenceCases } from '../stats/reference.js'
import { find, measure } from './given.js'
import { numbers, tensorBatch, TENSORS } from './givenOutputs.js'

interface OutputCase {
  name: string
  shape: number[]
  old: number[]
  new: number[]
  keep: number[] | null
  expected: Record<string, number>
  percentiles: Record<string, number>
  intervals: Record<string, [number, number]>
}

interface NeighbourCase {
  name: string
  k: number
  old: number[]
  new: number[]
  widths: [number, number]
  expected: number
  interval: [number, number]
}

const reference = referenceCases<{ outputs: OutputCase[]; neighbours: NeighbourCase[] }>('tensors')

describe('measures of raw outputs equal numpy and scipy:', () => {
  for (const { name, shape, old, new: newer, keep, ...given } of reference.outputs) {
    const rows = old.length / shape.reduce((product, length) => product * length, 1)
    const mask = keep === null ? null : { keep: Uint8Array.from(keep), each: 1 }
    const batch = tensorBatch(rows, [numbers({ shape, values: old, mask })], [numbers({ shape, values: newer, mask })])
    const { estimates } = measure(TENSORS, [batch])

    it(`${name}, to 1e-12`, () => {
      const wrong = Object.entries(given.expected).flatMap(([key, value]) => [
        ...mismatch(find(estimates, key, 'pair').value, value, key, 1e-12),
        // With one output, the worst is that one.
        ...mismatch(
          find(estimates, key.includes('(') ? key.replace('(', '(output=y,') : `${key}(output=y)`, 'pair').value,
          value,
          `${key} of y`,
          1e-12,
        ),
      ])
      expect(wrong).toEqual([])
    })

    it(`${name}, percentiles to 0.4 %`, () => {
      const wrong = Object.entries(given.percentiles).flatMap(([key, value]) =>
        mismatch(find(estimates, key, 'pair').value, value, key, 1 / 256),
      )
      expect(wrong).toEqual([])
    })

    it(`${name}, intervals`, () => {
      const wrong = Object.entries(given.intervals).flatMap(([key, interval]) => {
        const found = find(estimates, key, 'pair').interval!
        // Room for unseen cases can widen the interval of a mean, never narrow it.
        const wider = key !== 'signalToNoise' && found[0] <= interval[0] && found[1] > interval[1]
        return wider ? [] : intervalMismatch(found, interval, key)
      })
      expect(wrong).toEqual([])
    })
  }
})

describe('nearest neighbours equal scipy’s cosine distances:', () => {
  for (const { name, k, old, new: newer, widths, expected } of reference.neighbours) {
    it(`${name}, the mean overlap`, () => {
      const rows = old.length / widths[0]
      const batch = tensorBatch(
        rows,
        [numbers({ shape: [widths[0]], values: old, neighbours: k })],
        [numbers({ shape: [widths[1]], values: newer, neighbours: k })],
      )
      const { estimates, evidence } = measure(TENSORS, [batch])
      const overlap = find(estimates, 'neighbourOverlap', 'pair')
      expect(mismatch(overlap.value, expected, 'overlap', 1e-12)).toEqual([])
      expect(overlap.n).toBe(rows)
      expect(evidence.outcome).toMatchObject({ outputs: [{ neighbours: { k, cases: rows } }] })
      // Raw numbers stay out of the verdict of an output that is compared by its neighbours.
      expect(find(estimates, 'largestAbsoluteDifference', 'pair').reason).toBe('neighbours-only')
    })
  }
})
