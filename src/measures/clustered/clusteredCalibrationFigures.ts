import type { Interval } from '../../core/estimate.js'
import type { BinnedGaps } from '../../stats/binnedGaps.js'
import { clusteredCalibration } from '../../stats/clusteredCalibration.js'
import type { ClusterSample } from '../../stats/clusterSample.js'
import { allowUnseen } from '../../stats/unseen.js'
import type { Figure } from '../measure.js'
import type { BinOfScore } from '../equalMassBins.js'
import type { SideScores } from '../summaries/calibrationScores.js'
import { clamp, samplingFacts, unseenOf } from './linearisedFigures.js'

/** The score of each labelled case that calibration is about, and whether it came true. */
export interface CalibrationCases {
  readonly old: SideScores
  readonly new: SideScores
  readonly sample: ClusterSample
}

/** Expected calibration errors of weighted cases; as without weights, an unseen case's outcome is half away from its score. */
export function clusteredCalibrationFigures(
  cases: CalibrationCases,
  bins: number,
  binsOf: { readonly old: BinOfScore; readonly new: BinOfScore },
  confidence: number,
  seed: number,
  debiased: boolean,
): readonly Figure[] {
  const { sample } = cases
  const sides = [gapsOf(cases.old, binsOf.old), gapsOf(cases.new, binsOf.new)] as const
  const found = clusteredCalibration(...sides, bins, sample, confidence, seed, debiased)
  const half = unseenOf(sample, confidence) / 2
  const facts = samplingFacts(sample, confidence)
  const around = (interval: Interval | null, value: number, range: Interval, least: number): Interval | null =>
    facts.noInterval !== undefined ? null : clamp(allowUnseen(interval, value, least), range)
  const oldInterval = around(found.oldInterval, found.old, [0, 1], half)
  const common = { n: cases.old.scores.length, method: 'cluster-calibration', ...facts }
  const ratio = found.new / found.old - 1
  return [
    { of: 'old', value: found.old, interval: oldInterval, ...common },
    { of: 'new', value: found.new, interval: around(found.newInterval, found.new, [0, 1], half), ...common },
    {
      of: 'difference',
      value: found.new - found.old,
      interval: around(found.differenceInterval, found.new - found.old, [-1, 1], half),
      relative:
        oldInterval !== null && oldInterval[0] > 0
          ? { value: ratio, interval: around(found.relativeInterval, ratio, [-1, Infinity], half / found.old) }
          : null,
      ...common,
    },
  ]
}

function gapsOf({ scores, outcomes }: SideScores, binOfScore: BinOfScore): BinnedGaps {
  // A side without scores is left out by whoever asked; its NaN must not reach the other's draws.
  if (scores.every(Number.isNaN)) {
    const nothing = new Float64Array(scores.length)
    return { bin: new Uint32Array(scores.length), gap: nothing, outcome: nothing }
  }
  const bin = new Uint32Array(scores.length)
  const gap = new Float64Array(scores.length)
  for (let i = 0; i < bin.length; i++) {
    bin[i] = binOfScore(scores[i]!)
    gap[i] = scores[i]! - outcomes[i]!
  }
  return { bin, gap, outcome: outcomes }
}
