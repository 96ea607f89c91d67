import { influenceFigures, type SmoothStatistic } from './influenceFigures.js'
import { impossible, type CaseMeasure } from './measure.js'
import { shareOfCase, squaredErrors } from './squaredErrors.js'

/**
 * Share of the target's variance that is explained: 1 - squared errors / squared deviations from the target's mean (scikit-learn's
 * `r2_score`). At most 1, without lower end. Impossible when every case has the same target.
 */
export const r2: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    const { truth, old, new: newer } = view.values
    const mean = truth.reduce((sum, value) => sum + value / truth.length, 0)
    const { squares: deviations, mean: variance } = squaredErrors(truth, new Float64Array(truth.length).fill(mean))
    if (truth.length < 2) return impossible('each', truth.length, 'too-few-cases')
    if (variance === 0 || truth.every((value) => value === truth[0]))
      return impossible('each', truth.length, 'constant-target')
    return influenceFigures(
      explained(truth, old, deviations, variance),
      explained(truth, newer, deviations, variance),
      [-Infinity, 1],
      view.confidence,
    )
  },
}

function explained(
  truth: Float64Array,
  answers: Float64Array,
  deviations: Float64Array,
  variance: number,
): SmoothStatistic {
  const { squares, mean } = squaredErrors(truth, answers)
  const share = shareOfCase(truth.length)
  const unexplained = mean / variance
  return {
    value: 1 - unexplained,
    influences: squares.map((square, i) => ((unexplained * deviations[i]! - square) / variance) * share),
  }
}
