import { array, assert, double, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binOf } from '../../src/core/segment.js'
import { quantileEdges } from '../../src/stats/quantileEdges.js'

const edgesOf = (values: readonly number[], bins: number): number[] => quantileEdges(Float64Array.from(values), bins)

describe('edges of bins with equally many cases', () => {
  it('stand where so many numbers lie below, written as short as they can be', () => {
    // 8 numbers in 4 bins: {1, 2}, {3, 4}, {5, 6}, {7, 8}.
    expect(edgesOf([8, 1, 7, 2, 6, 3, 5, 4], 4)).toEqual([3, 5, 7])
    // Between 0.299999 and 0.31234 the shortest decimal is 0.3.
    expect(edgesOf([0.1, 0.299999, 0.31234, 0.9], 2)).toEqual([0.3])
  })

  it('never part equal numbers, so there may be fewer of them', () => {
    expect(edgesOf([1, 1, 1, 1, 1, 2], 3)).toEqual([])
    expect(edgesOf([1, 2, 2, 2, 2, 2], 3)).toEqual([2])
    expect(edgesOf([5, 5, 5], 4)).toEqual([])
    expect(edgesOf([], 4)).toEqual([])
  })

  it('ascend, do not depend on the order, and fill every bin that they make', () => {
    assert(
      property(
        array(double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 }),
        integer({ min: 2, max: 10 }),
        (values, bins) => {
          const edges = edgesOf(values, bins)
          expect(edgesOf([...values].reverse(), bins)).toEqual(edges)
          expect(edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]!))).toBe(true)
          const filled = new Set(values.map((value) => binOf(edges, value)))
          expect(filled.size).toBe(edges.length + 1)
        },
      ),
      { seed: 5, numRuns: 300 },
    )
  })
})
