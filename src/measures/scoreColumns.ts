import type { Column } from '../core/batch.js'
import type { PairedBatch, Predictions } from '../core/predictions.js'
import type { Task } from '../core/task.js'
import type { SampledColumn } from './rowSample.js'

/** Names in the sample that no column of a set can have. */
const OLD = '\u0000old'
const NEW = '\u0000new'

/**
 * The two models' answers as columns of the sample, for score drift: the positive label's score of two, else the score of the predicted
 * label; predicted labels when a side gives no scores; the value of a regression. Tensors have none.
 */
export function scoreColumns(task: Task): readonly SampledColumn[] {
  if (task === 'regression') return [OLD, NEW].map((name) => ({ name, kind: 'number' }))
  if (task === 'classification')
    return [
      ...[OLD, NEW].map((name) => ({ name, kind: 'number' as const })),
      ...[OLD, NEW].map((name) => ({ name, kind: 'category' as const })),
    ]
  return []
}

export function answersAsColumns(batch: PairedBatch, task: Task): readonly Column[] {
  const sides = [batch.old, batch.new]
  if (task === 'regression') return sides.map((side, i) => numberColumn(i, valuesOf(side)))
  if (task !== 'classification') return []
  return [
    ...sides.map((side, i) => numberColumn(i, shownScores(side, batch))),
    ...sides.map((side, i) => labelColumn(i, side, batch)),
  ]
}

/** The score that is shown of each case; all NaN without scores. */
export function shownScores(side: Predictions, batch: PairedBatch): Float64Array {
  const shown = new Float64Array(batch.rows).fill(Number.NaN)
  if (side.kind !== 'classes' || side.scores === null) return shown
  const labels = batch.labels.length
  const fixed = labels === 2 ? batch.positive : null
  for (let i = 0; i < batch.rows; i++) shown[i] = side.scores[i * labels + (fixed ?? side.predicted[i]!)]!
  return shown
}

function numberColumn(side: number, values: Float64Array): Column {
  return { kind: 'number', name: side === 0 ? OLD : NEW, valid: null, values }
}

function labelColumn(side: number, of: Predictions, batch: PairedBatch): Column {
  const codes = of.kind === 'classes' ? of.predicted : new Int32Array(batch.rows).fill(-1)
  return { kind: 'text', name: side === 0 ? OLD : NEW, valid: null, codes, dictionary: batch.labels }
}

function valuesOf(side: Predictions): Float64Array {
  return side.kind === 'values' ? side.values : new Float64Array(0)
}
