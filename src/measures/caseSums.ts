import type { PairedBatch, Predictions } from '../core/predictions.js'
import type { Summary } from '../stats/summary.js'
import { outputDifferences, type OutputDifferences } from './outputs/outputDifferences.js'
import type { DifferenceOptions } from './outputs/outputDifference.js'
import { calibrationCells, type CalibrationCells } from './summaries/calibrationCells.js'
import { calibrationScores, type CalibrationScores } from './summaries/calibrationScores.js'
import { jointCounts, type JointCounts } from './summaries/jointCounts.js'
import { scoreChanges, type ScoreChanges } from './summaries/scoreChanges.js'
import { scoreLosses, type ScoreLosses } from './summaries/scoreLosses.js'
import { topCounts, type TopCounts } from './summaries/topCounts.js'

/** What is counted and summed over the cases of one slice, whatever their number. Measures share it: nothing is kept twice. */
export interface CaseSums {
  n: number
  labelled: number
  /** Whether every case so far came with scores. */
  oldScores: boolean
  newScores: boolean
  joint: JointCounts
  losses: ScoreLosses
  changes: ScoreChanges
  /** One for each number of bins that was asked for. */
  calibration: CalibrationCells[]
  /** Empty unless bins of equal mass were asked for: they are cut by the slice's own cases. */
  calibrationScores: CalibrationScores
  /** One for each k that was asked for. */
  top: TopCounts[]
  outputs: OutputDifferences
}

export function caseSums(
  labels: number,
  calibrationBins: readonly number[],
  equalMass: boolean,
  topKs: readonly number[],
  differences: DifferenceOptions,
): Summary<CaseSums, PairedBatch, CaseSums> {
  const joint = jointCounts(labels)
  const outputs = outputDifferences(differences)
  const calibrations = calibrationBins.map(calibrationCells)
  const tops = topKs.map(topCounts)
  return {
    empty: () => ({
      n: 0,
      labelled: 0,
      oldScores: true,
      newScores: true,
      joint: joint.empty(),
      losses: scoreLosses.empty(),
      changes: scoreChanges.empty(),
      calibration: calibrations.map((calibration) => calibration.empty()),
      calibrationScores: calibrationScores.empty(),
      top: tops.map((top) => top.empty()),
      outputs: outputs.empty(),
    }),
    add(state, batch) {
      if (batch.rows === 0) return state
      state.n += batch.rows
      state.labelled += countLabelled(batch)
      if (isScoreless(batch.old)) state.oldScores = false
      if (isScoreless(batch.new)) state.newScores = false
      joint.add(state.joint, batch)
      scoreLosses.add(state.losses, batch)
      scoreChanges.add(state.changes, batch)
      calibrations.forEach((calibration, i) => calibration.add(state.calibration[i]!, batch))
      if (equalMass) calibrationScores.add(state.calibrationScores, batch)
      tops.forEach((top, i) => top.add(state.top[i]!, batch))
      outputs.add(state.outputs, batch)
      return state
    },
    merge: (a, b) => ({
      n: a.n + b.n,
      labelled: a.labelled + b.labelled,
      oldScores: a.oldScores && b.oldScores,
      newScores: a.newScores && b.newScores,
      joint: joint.merge(a.joint, b.joint),
      losses: scoreLosses.merge(a.losses, b.losses),
      changes: scoreChanges.merge(a.changes, b.changes),
      calibration: calibrations.map((calibration, i) => calibration.merge(a.calibration[i]!, b.calibration[i]!)),
      calibrationScores: calibrationScores.merge(a.calibrationScores, b.calibrationScores),
      top: tops.map((top, i) => top.merge(a.top[i]!, b.top[i]!)),
      outputs: outputs.merge(a.outputs, b.outputs),
    }),
    value: (state) => state,
  }
}

function isScoreless(side: Predictions): boolean {
  return (side.kind === 'classes' || side.kind === 'label-sets') && side.scores === null
}

function countLabelled(batch: PairedBatch): number {
  let labelled = 0
  switch (batch.truth.kind) {
    case 'classes':
      for (let i = 0; i < batch.rows; i++) if (batch.truth.labels[i]! >= 0) labelled++
      return labelled
    case 'label-sets':
      return batch.rows
    case 'values':
      for (let i = 0; i < batch.rows; i++) if (!Number.isNaN(batch.truth.values[i]!)) labelled++
      return labelled
    case 'none':
      return 0
  }
}
