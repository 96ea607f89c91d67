import type { ClassEvidence } from '../../core/evidence.js'
import { calibrationLine, spiegelhalterZ, type CalibrationLine } from '../../stats/calibrationLine.js'
import { clusteredCalibrationLines } from '../clustered/clusteredCalibrationLines.js'
import { normalInterval, varianceOfDifference, varianceOfInfluences } from '../../stats/influence.js'
import type { CaseView } from '../caseView.js'

export type Lines = NonNullable<NonNullable<ClassEvidence['calibration']>['lines']>

const EVERYWHERE: readonly [number, number] = [-Infinity, Infinity]

/** Calibration slope and intercept of both models and their paired difference, for the positive label of two; null where there is none to fit. Spiegelhalter's z takes every case for an independent one: null with clusters or weights. */
export function calibrationLines(view: CaseView): Lines | null {
  if (view.labels.length !== 2 || view.positive === null) return null
  const ranked = view.ranked(view.positive)
  // Perfect rankings have no largest likelihood: known from the ranks, without a search over all cases that would end nowhere.
  const areas = [ranked.old, ranked.new].map((side) => side?.auc.value ?? 0)
  if (!areas.every((area) => area > 0 && area < 1)) return null
  const { positive } = ranked
  const scores = { old: view.scores('old', view.positive), new: view.scores('new', view.positive) }
  const sample = view.labelledSample
  const old = calibrationLine(scores.old, positive, sample?.weights)
  const newer = calibrationLine(scores.new, positive, sample?.weights)
  if (old === null || newer === null) return null
  if (sample !== null) return clusteredCalibrationLines(old, newer, sample, view.confidence)
  const figure = (value: number, variance: number) => ({
    value,
    interval: normalInterval(value, variance, view.confidence, [...EVERYWHERE]),
  })
  const side = (of: CalibrationLine) => ({
    intercept: figure(of.intercept, varianceOfInfluences(of.influences.intercept)),
    slope: figure(of.slope, varianceOfInfluences(of.influences.slope)),
  })
  return {
    old: { ...side(old), z: finite(spiegelhalterZ(scores.old, positive)) },
    new: { ...side(newer), z: finite(spiegelhalterZ(scores.new, positive)) },
    difference: {
      intercept: figure(
        newer.intercept - old.intercept,
        varianceOfDifference(old.influences.intercept, newer.influences.intercept),
      ),
      slope: figure(newer.slope - old.slope, varianceOfDifference(old.influences.slope, newer.influences.slope)),
    },
  }
}

function finite(z: number): number | null {
  return Number.isFinite(z) ? z : null
}
