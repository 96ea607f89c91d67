import { jackknifeInfluences } from '../stats/jackknife.js'
import { influenceFigures, type SmoothStatistic } from './influenceFigures.js'
import type { CaseMeasure } from './measure.js'
import { squaredErrors } from './squaredErrors.js'

/** Square root of the mean of (value - truth)², in the target's unit. */
export const rmse: CaseMeasure = {
  kind: 'cases',
  estimate: ({ values, confidence }) =>
    influenceFigures(
      rootMeanSquare(values.truth, values.old),
      rootMeanSquare(values.truth, values.new),
      [0, Infinity],
      (typicalError) => typicalError,
      confidence,
    ),
}

function rootMeanSquare(truth: Float64Array, answers: Float64Array): SmoothStatistic {
  const { squares, sum } = squaredErrors(truth, answers)
  const n = truth.length
  // Rounding can leave less than nothing when one case holds all of the error.
  const leftOut = squares.map((square) => Math.sqrt(Math.max(0, sum - square) / (n - 1)))
  return { value: Math.sqrt(sum / n), influences: jackknifeInfluences(leftOut) }
}
