import { selectRows, type Batch } from '../../core/batch.js'
import { selectPredictions, type Predictions } from '../../core/predictions.js'
import type { Asking } from './askAgain.js'
import type { Change, Search } from './hypothesis.js'

/** Cases that are enough to tell which of many changes are worth a closer look. */
const QUICK_CASES = 80

/** What the search is told by the rooms that know numbers. */
export interface Scoring extends Pick<Search, 'assign' | 'labelOrder'> {
  /** How far new's answer to each case is from old's. */
  distances(old: Predictions, new_: Predictions): Float64Array
}

/** What new answers to cases with a change; null where it has no answer. */
export async function answerChanged(
  change: Change,
  batch: Batch,
  asItIs: Predictions,
  labels: number,
  asking: Asking | null,
): Promise<{ readonly predictions: Predictions; readonly rows: Uint32Array } | null> {
  const rows = change.rows?.(batch) ?? Uint32Array.from({ length: batch.rows }, (_, row) => row)
  if (rows.length === 0) return null
  const answered =
    change.ask === undefined
      ? selectPredictions(asItIs, rows, labels)
      : await asking?.answer(change.ask(selectRows(batch, rows)))
  if (answered === null || answered === undefined) return null
  return { predictions: change.read?.(answered) ?? answered, rows }
}

/** The finding half, ready for the hypotheses. */
export function startSearch(
  known: Omit<Search, 'now' | 'distance' | 'assign' | 'labelOrder'>,
  asking: Asking | null,
  scoring: Scoring,
): Search {
  const labels = known.labels.length
  const few = Uint32Array.from({ length: Math.min(QUICK_CASES, known.batch.rows) }, (_, row) => row)
  const whole = { batch: known.batch, old: known.old, new: known.new }
  const part = {
    batch: selectRows(known.batch, few),
    old: selectPredictions(known.old, few, labels),
    new: selectPredictions(known.new, few, labels),
  }
  return {
    ...known,
    assign: (weights, n) => scoring.assign(weights, n),
    labelOrder: (confusion) => scoring.labelOrder(confusion),
    now: mean(scoring.distances(known.old, known.new)),
    async distance(change, quick = false) {
      const cases = quick ? part : whole
      const answered = await answerChanged(change, cases.batch, cases.new, labels, asking)
      if (answered === null) return Infinity
      const distance = mean(
        scoring.distances(selectPredictions(cases.old, answered.rows, labels), answered.predictions),
      )
      return Number.isNaN(distance) ? Infinity : distance
    },
  }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
