import { clusterSample, meanInfluences, weightedMean, type ClusterSample } from '../../stats/clusterSample.js'
import { LIMITS_Z } from '../../stats/limitsOfAgreement.js'
import type { Linearised } from '../../stats/linearised.js'
import type { CaseView } from '../caseView.js'
import type { ClusteredPairs } from './clusteredMeans.js'

/** Lin's concordance of weighted cases, linearised: the derivative of a ratio of weighted moments by each case. NaN where a side is constant. */
export function linearisedConcordance({ old, new: newer, sample }: ClusteredPairs): Linearised {
  const [meanX, meanY] = [weightedMean(old, sample), weightedMean(newer, sample)]
  const apart = meanX - meanY
  const squares = newer.map((y, i) => (old[i]! - meanX) ** 2 + (y - meanY) ** 2)
  const products = newer.map((y, i) => (old[i]! - meanX) * (y - meanY))
  const below = weightedMean(squares, sample) + apart * apart
  const value = (2 * weightedMean(products, sample)) / below
  const moved = newer.map((y, i) => {
    const shift = 2 * apart * (old[i]! - meanX - (y - meanY))
    return (2 * products[i]! - value * (squares[i]! + shift)) / below
  })
  return influenced(value, moved, sample)
}

/** The further limit of agreement of weighted cases, |mean| + 1.96 standard deviations of new - old, linearised. */
export function linearisedLimit({ old, new: newer, sample }: ClusteredPairs): Linearised {
  const differences = newer.map((y, i) => y - old[i]!)
  const mean = weightedMean(differences, sample)
  const squares = differences.map((difference) => (difference - mean) ** 2)
  // n / (n - 1) of independent cases, whatever they weigh.
  const correction = sample.clusters < 2 ? 1 : sample.clusters / (sample.clusters - 1)
  const deviation = Math.sqrt(weightedMean(squares, sample) * correction)
  const sign = mean < 0 ? -1 : 1
  const moved = differences.map((difference, i) =>
    deviation > 0 ? sign * (difference - mean) + (LIMITS_Z * squares[i]! * correction) / (2 * deviation) : 0,
  )
  return influenced(Math.abs(mean) + LIMITS_Z * deviation, moved, sample)
}

/**
 * The values of a regression whose cases stand each for itself: their differences are seldom normal, and influences ask for nothing of the
 * kind, where the classical intervals of these two measures do. Null for scores, of which only sums are kept.
 */
export function independentPairs({ labels, allValues: { old, new: newer } }: CaseView): ClusteredPairs | null {
  if (labels.length > 0 || old.length === 0) return null
  const own = new Float64Array(old.length).fill(Number.NaN)
  return { old, new: newer, sample: clusterSample(new Float64Array(old.length).fill(1), own) }
}

function influenced(value: number, moved: Float64Array, sample: ClusterSample): Linearised {
  return { value, influences: meanInfluences(moved, weightedMean(moved, sample), sample) }
}
