// What is counted: each measure by the method of its interval. `of` names the estimate, `worse` the direction in which a model is worse.

const difference = (measure, worse, more = {}) => ({ measure, of: 'difference', worse, relative: false, ...more })
const both = (measure, worse) => [difference(measure, worse), difference(measure, worse, { relative: true })]

export const FAMILIES = {
  classification: [
    ...both('accuracy', 'lower'),
    difference('recall', 'lower'),
    difference('precision', 'lower'),
    difference('f1', 'lower'),
    difference('balancedAccuracy', 'lower'),
    difference('matthewsCorrelation', 'lower'),
    difference('rocAuc', 'lower'),
    difference('averagePrecision', 'lower'),
    ...both('logLoss', 'higher'),
    difference('brier', 'higher'),
    difference('expectedCalibrationError', 'higher'),
    { measure: 'negativeFlipRate', of: 'pair', worse: 'higher', relative: false },
    { measure: 'agreement', of: 'pair', worse: 'lower', relative: false },
    { measure: 'cohenKappa', of: 'pair', worse: 'lower', relative: false },
  ],
  regression: [
    ...both('mae', 'higher'),
    ...both('rmse', 'higher'),
    difference('medianAbsoluteError', 'higher'),
    difference('r2', 'lower'),
    { measure: 'meanScoreDifference', of: 'pair', worse: 'higher', relative: false },
  ],
}

/** The measures of a task, each once. */
export function measuresOf(task) {
  return [...new Set(FAMILIES[task].map(({ measure }) => measure))]
}

export function familyName({ measure, relative }) {
  return relative ? `${measure}, relative` : measure
}

/** Value and interval of a family among the estimates of all cases; null where there is none. */
export function read(estimates, { measure, of, relative }) {
  const estimate = estimates.find(
    (one) => one.measure === measure && one.of === of && one.slice === null && Object.keys(one.options).length === 0,
  )
  if (estimate === undefined) throw new Error(`${measure} (${of}) was not estimated`)
  const { value, interval } = relative ? (estimate.relative ?? { value: null, interval: null }) : estimate
  return { value, interval }
}
