import type { Estimate, Slice } from '../core/estimate.js'
import { MEASURE_NAMES, measureInfo, type MeasureName, type MeasureOptions } from '../core/measureCatalog.js'
import type { Task } from '../core/task.js'
import type { CaseView } from './caseView.js'
import { CLUSTER_METHODS } from './clustered/linearisedFigures.js'
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

/** Facts about the cases, whatever they weigh and belong to. */
const FACTS = new Set(['maximum', 'none'])

/**
 * Where cases are clustered or weighted, only what says that it was made for them leaves this room: an interval that takes dependent cases for
 * independent ones would be too narrow, and a model could pass that should not.
 */
function estimateCases(
  view: CaseView,
  name: MeasureName,
  measure: CaseMeasure,
  options: MeasureOptions,
): readonly Figure[] {
  const figures = estimateAny(view, name, measure, options)
  if (view.sample === null) return figures
  return figures.map((figure) =>
    figure.value === null || FACTS.has(figure.method) || CLUSTER_METHODS.has(figure.method)
      ? figure
      : { of: figure.of, value: null, interval: null, n: figure.n, method: 'none', reason: 'not-for-clusters' },
  )
}

/** The measure's figures, or why there are none: reasons that many measures share are found here. */
function estimateAny(
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
