import type { Estimate, Slice } from '../core/estimate.js'
import { MEASURE_NAMES, measureInfo, type MeasureName, type MeasureOptions } from '../core/measureCatalog.js'
import type { Task } from '../core/task.js'
import type { CaseView } from './caseView.js'
import { defaultOptions, uniqueOptions } from './defaultOptions.js'
import { impossible, type CaseMeasure, type Figure } from './measure.js'
import { measureOf } from './registry.js'
import { toEstimate } from './toEstimate.js'

export interface WantedMeasure {
  readonly measure: MeasureName
  readonly options: MeasureOptions
}

/** Every measure of the task that is about cases, on one slice; and those that criteria want besides. */
export function caseEstimates(
  view: CaseView,
  task: Task,
  wanted: readonly WantedMeasure[],
  set: string,
  slice: Slice | null,
): Estimate[] {
  return MEASURE_NAMES.flatMap((name) => {
    const measure = measureOf(name)
    if (measure.kind !== 'cases' || !measureInfo(name).tasks.includes(task)) return []
    // Without costs in the plan there is no such question.
    if (name === 'decisionCost' && view.costs === null) return []
    const asked = wanted.filter((want) => want.measure === name).map((want) => want.options)
    const options = uniqueOptions(name, [...defaultOptions(name, task, view.labels, slice === null), ...asked])
    return options.flatMap((option) =>
      estimateCases(view, name, measure, option).map((figure) => toEstimate(figure, name, option, set, slice)),
    )
  })
}

/** The measure's figures, or why there are none: reasons that many measures share are found here. */
function estimateCases(
  view: CaseView,
  name: MeasureName,
  measure: CaseMeasure,
  options: MeasureOptions,
): readonly Figure[] {
  const { about, needsLabels, needsScores } = measureInfo(name)
  if (view.n === 0) return impossible(about, 0, 'no-cases')
  if (needsLabels && view.labelled === 0) return impossible(about, 0, 'no-labels')
  if (!needsScores) return measure.estimate(view, options)
  const has = { old: view.hasScores('old'), new: view.hasScores('new') }
  if (!has.old && !has.new) return impossible(about, view.labelled, 'no-scores')
  const figures = measure.estimate(view, options)
  if (has.old && has.new) return figures
  return figures.map((figure) =>
    (figure.of === 'old' && has.old) || (figure.of === 'new' && has.new)
      ? figure
      : { of: figure.of, value: null, interval: null, n: figure.n, method: 'none', reason: 'no-scores' },
  )
}
