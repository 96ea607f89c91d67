import type { Evidence } from '../../core/evidence.js'
import type { PairedBatch } from '../../core/predictions.js'
import type { Task } from '../../core/task.js'
import type { CaseView } from '../caseView.js'
import type { DriftPairs } from '../drift.js'
import { falseAlarms, type DriftThreshold } from '../falseAlarms.js'
import { calibrationCells, type CalibrationCells } from '../summaries/calibrationCells.js'
import type { NeighbourSamples, OutputDifferences } from '../outputs/outputDifferences.js'
import { classEvidence } from './classEvidence.js'
import { driftEvidence } from './driftEvidence.js'
import { flipCounts, type FlipCounts } from './flipCounts.js'
import { labelSetEvidence } from './labelSetEvidence.js'
import { scoreGrid, type ScoreGrid } from './scoreGrid.js'
import { tensorEvidence } from './tensorEvidence.js'
import { unlabelledScores, type UnlabelledScores } from '../summaries/unlabelledScores.js'
import { valueEvidence } from './valueEvidence.js'

/** Summaries kept for drawings alone, over all cases. */
export interface EvidenceState {
  flips: FlipCounts
  calibration: CalibrationCells
  scores: ScoreGrid
  unlabelled: UnlabelledScores
}

/** Bins of the calibration drawing. */
const DRAWN_BINS = 10
const calibration = calibrationCells(DRAWN_BINS)

export function startEvidence(): EvidenceState {
  return {
    flips: flipCounts.empty(),
    calibration: calibration.empty(),
    scores: scoreGrid.empty(),
    unlabelled: unlabelledScores.empty(),
  }
}

export function addEvidence(state: EvidenceState, batch: PairedBatch): void {
  flipCounts.add(state.flips, batch)
  calibration.add(state.calibration, batch)
  scoreGrid.add(state.scores, batch)
  unlabelledScores.add(state.unlabelled, batch)
}

export function mergeEvidence(a: EvidenceState, b: EvidenceState): EvidenceState {
  return {
    flips: flipCounts.merge(a.flips, b.flips),
    calibration: calibration.merge(a.calibration, b.calibration),
    scores: scoreGrid.merge(a.scores, b.scores),
    unlabelled: unlabelledScores.merge(a.unlabelled, b.unlabelled),
  }
}

export function buildEvidence(
  set: string,
  task: Task,
  view: CaseView,
  state: EvidenceState,
  pairs: DriftPairs,
  outputs: { readonly differences: OutputDifferences; readonly samples: NeighbourSamples },
  thresholds: readonly DriftThreshold[],
): Evidence {
  const alarms = falseAlarms(pairs, thresholds)
  return {
    set,
    outcome:
      view.n === 0
        ? null
        : task === 'classification'
          ? classEvidence(view, state)
          : task === 'multilabel'
            ? labelSetEvidence(view)
            : task === 'regression'
              ? valueEvidence(view)
              : tensorEvidence(outputs.differences, outputs.samples),
    ...(pairs.identifiers.length === 0 ? {} : { identifiers: [...pairs.identifiers] }),
    drift: [
      ...pairs.columns.map((pair) => driftEvidence(pair, 'columns')),
      ...(pairs.score === null ? [] : [driftEvidence(pairs.score, 'scores')]),
    ],
    ...(alarms.length === 0 ? {} : { falseAlarms: alarms }),
  }
}
