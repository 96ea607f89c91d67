import { describe, expect, it } from 'vitest'
import { startReference } from '../../src/measures/reference.js'
import { normalCdf, normalQuantile } from '../../src/stats/distributions.js'
import { seededRandom, type Random } from '../../src/stats/random.js'
import { batchOf, fieldsOf, find, measure, numberColumn, REGRESSION, valueBatch } from './given.js'

/** 150 samples: a coverage of 95 % shows as 91.4 to 98.6 % (two standard errors). */
const RUNS = 150
const ROWS = 150

function normals(random: Random, shift: number): number[] {
  return Array.from({ length: ROWS }, () => normalQuantile(random() || 0.5) + shift)
}

/** The distances of N(0, 1) and N(shift, 1), by their formulas; PSI and Jensen-Shannon over the deciles of the first. */
function trueDistances(shift: number): Record<string, number> {
  const edges = [...Array.from({ length: 9 }, (_, i) => normalQuantile((i + 1) / 10)), Infinity]
  const shares = edges.map((edge, i) => normalCdf(edge - shift) - (i === 0 ? 0 : normalCdf(edges[i - 1]! - shift)))
  return {
    ks: 2 * normalCdf(shift / 2) - 1,
    wasserstein: shift,
    totalVariation: shares.reduce((sum, q) => sum + Math.abs(q - 0.1) / 2, 0),
    psi: shares.reduce((sum, q) => sum + (q - 0.1) * Math.log(q / 0.1), 0),
    jensenShannon: Math.sqrt(
      Math.max(
        0,
        shares.reduce((sum, q) => sum + half(q, 0.1) + half(0.1, q), 0),
      ),
    ),
  }
}

function half(p: number, q: number): number {
  return (p * Math.log2((2 * p) / (p + q))) / 2
}

/** Share of pairs of samples whose interval holds the true distance. */
function coverage(shift: number): Record<string, number> {
  const random = seededRandom(3)
  const truth = trueDistances(shift)
  const features = fieldsOf([numberColumn('x', [])])
  const zeros = Array.from({ length: ROWS }, () => 0)
  const held: Record<string, number> = {}
  for (let run = 0; run < RUNS; run++) {
    const reference = startReference(features, 1)
    reference.add(batchOf([numberColumn('x', normals(random, 0))], ROWS))
    const current = numberColumn('x', normals(random, shift))
    const options = { ...REGRESSION, features, seed: run + 1 }
    const { estimates } = measure(options, [valueBatch(null, zeros, zeros, [current])], reference)
    for (const [name, value] of Object.entries(truth)) {
      const [low, high] = find(estimates, `${name}(column=x)`, 'pair').interval!
      if (low <= value + 1e-12 && value <= high) held[name] = (held[name] ?? 0) + 1 / RUNS
    }
  }
  return held
}

describe('a drift interval holds the true distance', () => {
  it.each([0, 0.3])('when the column moved by %d standard deviations', (shift) => {
    const held = coverage(shift)
    // They are made to be wide rather than narrow, so there is no upper bound.
    const low = ['ks', 'wasserstein', 'psi', 'jensenShannon', 'totalVariation'].filter(
      (name) => !((held[name] ?? 0) > 0.91),
    )
    expect(low).toEqual([])
  })
})
