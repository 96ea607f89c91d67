import { describe, expect, it } from 'vitest'
import { bootstrapClusters } from '../../src/stats/clusterBootstrap.js'
import { clusterSample } from '../../src/stats/clusterSample.js'
import { seededRandom } from '../../src/stats/random.js'

const CLUSTERS = 25_000
const REPLICATES = 1000

/** Two cases a cluster, both in the same of two cells: in cell 1 with a chance of 0.3. `reversed`: the same cases, the last first. */
function drawn(reversed: boolean): { readonly share: number; readonly weights: number[] } {
  const random = seededRandom(5)
  const held = Array.from({ length: CLUSTERS }, () => (random() < 0.3 ? 1 : 0))
  const rows = Array.from({ length: 2 * CLUSTERS }, (_, i) => i)
  if (reversed) rows.reverse()
  const cells = Uint32Array.from(rows, (row) => held[row >> 1]!)
  const keys = Float64Array.from(rows, (row) => row >> 1)
  const weights: number[] = []
  const sample = clusterSample(new Float64Array(rows.length).fill(1), keys)
  bootstrapClusters(cells, 2, sample, 9, REPLICATES, (sums) => weights.push(sums[1]!))
  return { share: held.filter((cell) => cell === 1).length / CLUSTERS, weights }
}

describe('redrawing more clusters than there are groups', () => {
  it('gives a sum the spread of as many independent clusters, not of their cases', () => {
    const { share, weights } = drawn(false)
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / REPLICATES
    const spread = Math.sqrt(weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / (REPLICATES - 1))
    // A binomial of the clusters, two cases each. 1,000 draws know a standard deviation to 2.2 %, 10,000 groups to 0.7 %: four of both together.
    const expected = 2 * Math.sqrt(CLUSTERS * share * (1 - share))
    expect(Math.abs(spread / expected - 1)).toBeLessThan(0.1)
    expect(Math.abs(mean - 2 * CLUSTERS * share)).toBeLessThan((4 * expected) / Math.sqrt(REPLICATES))
  })

  it('does not depend on the order of the cases', () => {
    expect(drawn(true).weights).toEqual(drawn(false).weights)
  })
})
