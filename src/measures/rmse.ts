import { influenceFigures, type SmoothStatistic } from './influenceFigures.js'
import type { CaseMeasure } from './measure.js'
import { shareOfCase, squaredErrors } from './squaredErrors.js'

/** Square root of the mean of (value - truth)², in the target's unit; interval by the delta method from paired squared errors. */
export const rmse: CaseMeasure = {
  kind: 'cases',
  estimate: ({ values, confidence }) =>
    influenceFigures(
      rootMeanSquare(values.truth, values.old),
      rootMeanSquare(values.truth, values.new),
      [0, Infinity],
      confidence,
    ),
}

function rootMeanSquare(truth: Float64Array, answers: Float64Array): SmoothStatistic {
  const { squares, mean } = squaredErrors(truth, answers)
  const value = Math.sqrt(mean)
  const share = shareOfCase(truth.length)
  // No error at all: no influence either, rather than 0 / 0.
  return { value, influences: squares.map((square) => (value === 0 ? 0 : ((square - mean) / (2 * value)) * share)) }
}
