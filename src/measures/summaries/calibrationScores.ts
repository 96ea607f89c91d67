import type { PairedBatch } from '../../core/predictions.js'
import type { Summary } from '../../stats/summary.js'
import { addChunk, emptyChunks, joinChunks, mergeChunks, type CaseChunks } from './caseChunks.js'
import { calibrationPoints } from './calibrationCells.js'

/** Of each labelled case the score that calibration is about and whether it came true: where bins are cut by the scores themselves (32 bytes a case). */
export type CalibrationScores = Record<(typeof COLUMNS)[number], CaseChunks>

export interface SideScores {
  readonly scores: Float64Array
  readonly outcomes: Float64Array
}

const COLUMNS = ['oldScore', 'oldOutcome', 'newScore', 'newOutcome'] as const

export const calibrationScores: Summary<
  CalibrationScores,
  PairedBatch,
  { readonly old: SideScores; readonly new: SideScores }
> = {
  empty: () => ({
    oldScore: emptyChunks(),
    oldOutcome: emptyChunks(),
    newScore: emptyChunks(),
    newOutcome: emptyChunks(),
  }),
  add(state, batch) {
    for (const side of ['old', 'new'] as const) {
      const { scores, outcomes } = calibrationPoints(batch, side)
      const isKnown = (_: number, row: number): boolean => !Number.isNaN(outcomes[row]!)
      addChunk(state[`${side}Score`], scores.filter(isKnown))
      addChunk(state[`${side}Outcome`], outcomes.filter(isKnown))
    }
    return state
  },
  merge: (a, b) => ({
    oldScore: mergeChunks(a.oldScore, b.oldScore),
    oldOutcome: mergeChunks(a.oldOutcome, b.oldOutcome),
    newScore: mergeChunks(a.newScore, b.newScore),
    newOutcome: mergeChunks(a.newOutcome, b.newOutcome),
  }),
  value: (state) => ({
    old: { scores: joinChunks(state.oldScore), outcomes: joinChunks(state.oldOutcome) },
    new: { scores: joinChunks(state.newScore), outcomes: joinChunks(state.newOutcome) },
  }),
}
