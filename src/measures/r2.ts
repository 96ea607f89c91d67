import { weightedMean, type ClusterSample } from '../stats/clusterSample.js'
import { jackknifeInfluences } from '../stats/jackknife.js'
import { linearisedMean } from './clustered/clusteredMeans.js'
import { influenceFigures, type SmoothStatistic } from './influenceFigures.js'
import { impossible, type CaseMeasure } from './measure.js'
import { squaredErrors } from './squaredErrors.js'

/**
 * Share of the target's variance that is explained: 1 - squared errors / squared deviations from the target's mean (scikit-learn's
 * `r2_score`). At most 1, without lower end. Impossible when every case has the same target.
 */
export const r2: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { truth, old, new: newer } = view.values
    const n = truth.length
    if (n < 3) return impossible('each', n, 'too-few-cases')
    if (truth.every((value) => value === truth[0])) return impossible('each', n, 'constant-target')
    const sample = view.labelledSample
    if (sample !== null) {
      const of = (answers: Float64Array) => weightedExplained(truth, answers, sample)
      return influenceFigures(of(old), of(newer), [-Infinity, 1], (share) => 1 - share, view.confidence, sample)
    }
    const { squares: deviations } = squaredErrors(truth, new Float64Array(n).fill(meanOf(truth)))
    return influenceFigures(
      explained(truth, old, deviations),
      explained(truth, newer, deviations),
      [-Infinity, 1],
      (share) => 1 - share,
      view.confidence,
    )
  },
}

/** 1 - A/B of two weighted means: moved by -a/B + A b/B² where they are moved by a and b (to first order the target's mean does not count). */
function weightedExplained(truth: Float64Array, answers: Float64Array, sample: ClusterSample): SmoothStatistic {
  const above = linearisedMean(squaredErrors(truth, answers).squares, sample)
  const middle = new Float64Array(truth.length).fill(weightedMean(truth, sample))
  const below = linearisedMean(squaredErrors(truth, middle).squares, sample)
  const ratio = above.value / below.value
  return {
    value: 1 - ratio,
    influences: above.influences.map((influence, i) => (ratio * below.influences[i]! - influence) / below.value),
  }
}

function explained(truth: Float64Array, answers: Float64Array, deviations: Float64Array): SmoothStatistic {
  const { squares, sum } = squaredErrors(truth, answers)
  const n = truth.length
  const total = deviations.reduce((all, deviation) => all + deviation, 0)
  // Without case i the target's mean moves too: its deviation counts n / (n - 1) times.
  const leftOut = squares.map((square, i) => 1 - (sum - square) / (total - (deviations[i]! * n) / (n - 1)))
  return { value: 1 - sum / total, influences: jackknifeInfluences(leftOut) }
}

function meanOf(values: Float64Array): number {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1)
  return mean
}
