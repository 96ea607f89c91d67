import type { ClusterSample } from '../stats/clusterSample.js'
import { jackknifeInfluences } from '../stats/jackknife.js'
import { linearisedMean } from './clustered/clusteredMeans.js'
import { influenceFigures, type SmoothStatistic } from './influenceFigures.js'
import type { CaseMeasure } from './measure.js'
import { squaredErrors } from './squaredErrors.js'

/** Square root of the mean of (value - truth)², in the target's unit. */
export const rmse: CaseMeasure = {
  kind: 'cases',
  estimate({ values, confidence, labelledSample: sample }) {
    const of = (answers: Float64Array) =>
      sample === null ? rootMeanSquare(values.truth, answers) : weightedRootMeanSquare(values.truth, answers, sample)
    return influenceFigures(
      of(values.old),
      of(values.new),
      [0, Infinity],
      (typicalError) => typicalError,
      confidence,
      sample,
    )
  },
}

/** The root's derivative: half of the mean's, over the root. */
function weightedRootMeanSquare(truth: Float64Array, answers: Float64Array, sample: ClusterSample): SmoothStatistic {
  const { value: mean, influences } = linearisedMean(squaredErrors(truth, answers).squares, sample)
  const value = Math.sqrt(mean)
  return { value, influences: influences.map((influence) => (value === 0 ? 0 : influence / 2 / value)) }
}

function rootMeanSquare(truth: Float64Array, answers: Float64Array): SmoothStatistic {
  const { squares, sum } = squaredErrors(truth, answers)
  const n = truth.length
  // Rounding can leave less than nothing when one case holds all of the error.
  const leftOut = squares.map((square) => Math.sqrt(Math.max(0, sum - square) / (n - 1)))
  return { value: Math.sqrt(sum / n), influences: jackknifeInfluences(leftOut) }
}
