import type { Task } from '../core/task.js'
import {
  averagesOf,
  measureInfo,
  measureKey,
  optionsOf,
  type MeasureName,
  type MeasureOptions,
} from '../core/measureCatalog.js'

/** Per-label figures of more labels than this are made only when a criterion asks. */
const MOST_LISTED_LABELS = 30

/**
 * With which options a measure is estimated unasked: without any (see `labelTarget` for what that means); over all cases also macro and
 * weighted (multilabel: every average) when there are more than two labels, and each label alone.
 */
export function defaultOptions(
  measure: MeasureName,
  task: Task,
  labels: readonly string[],
  overall: boolean,
): readonly MeasureOptions[] {
  if (measure === 'topKAccuracy') return listedKs(task, labels).map((k) => ({ k }))
  const allowed = optionsOf(measure, task)
  const several = task === 'multilabel' ? labels.length > 1 : labels.length > 2
  const averages: MeasureOptions[] =
    overall && several
      ? averagesOf(measure, task).flatMap((average) => (average === 'binary' ? [] : [{ average }]))
      : []
  // With two labels, how one ranks against the other says the same as how the other does: a million cases are not sorted twice for it.
  const once = task !== 'multilabel' && labels.length === 2 && measureInfo(measure).needsScores
  const each: MeasureOptions[] =
    overall && !once && labels.length <= MOST_LISTED_LABELS && allowed.includes('class')
      ? labels.map((label) => ({ class: label }))
      : []
  return [{}, ...averages, ...each]
}

/** Of how many first labels topKAccuracy is told unasked: 2, or 5 of more than ten labels; of two labels it would always be 1. */
export function listedKs(task: Task, labels: readonly string[]): readonly number[] {
  if (task !== 'classification' || labels.length < 3) return []
  return labels.length > 10 ? [5] : [2]
}

/** Without repeats: the same measure and options asked for twice is one estimate. */
export function uniqueOptions(measure: MeasureName, all: readonly MeasureOptions[]): readonly MeasureOptions[] {
  return [...new Map(all.map((options) => [measureKey(measure, options), options])).values()]
}
