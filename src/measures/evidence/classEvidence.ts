import type { ClassEvidence } from '../../core/evidence.js'
import { brierParts } from '../../stats/brierParts.js'
import { wilsonInterval } from '../../stats/wilson.js'
import type { CaseView } from '../caseView.js'
import type { CalibrationCells } from '../summaries/calibrationCells.js'
import { calibrationLines } from './calibrationLines.js'
import type { EvidenceState } from './evidence.js'
import { CONFIDENCE_EDGES } from './flipCounts.js'
import { scoreGrid } from './scoreGrid.js'

type CalibrationBin = NonNullable<ClassEvidence['calibration']>['old'][number]

export function classEvidence(view: CaseView, state: EvidenceState): ClassEvidence {
  const { truth, old, new: newer, counts } = view.allCells
  const scored = view.hasScores('old') && view.hasScores('new') && view.labelled > 0
  const lines = scored ? calibrationLines(view) : null
  const shown = view.labels.length === 2 && view.positive !== null ? view.labels[view.positive]! : null
  const bins = {
    old: calibrationBins(state.calibration, 'old', view.confidence),
    new: calibrationBins(state.calibration, 'new', view.confidence),
  }
  return {
    kind: 'classes',
    joint: {
      labels: [...view.labels],
      cells: Array.from(counts, (count, i) => [truth[i]!, old[i]!, newer[i]!, count]),
    },
    flipsByConfidence:
      view.hasScores('old') && view.labelled > 0
        ? Array.from(state.flips.cases, (cases, bin) => ({
            low: CONFIDENCE_EDGES[bin]!,
            high: CONFIDENCE_EDGES[bin + 1]!,
            cases,
            negative: state.flips.negative[bin]!,
            positive: state.flips.positive[bin]!,
          }))
        : [],
    ...(view.hasScores('old')
      ? {
          changesByConfidence: Array.from(state.flips.all, (cases, bin) => ({
            low: CONFIDENCE_EDGES[bin]!,
            high: CONFIDENCE_EDGES[bin + 1]!,
            cases,
            changed: state.flips.changed[bin]!,
          })),
        }
      : {}),
    calibration: scored
      ? {
          of: shown,
          ...bins,
          ...(shown === null ? {} : brierOf(bins)),
          ...(lines === null ? {} : { lines }),
        }
      : null,
    scores: scoreGrid.value(state.scores),
  }
}

/** Nothing where a case has no score. */
function brierOf(bins: { readonly old: CalibrationBin[]; readonly new: CalibrationBin[] }) {
  const [old, newer] = [bins.old, bins.new].map((side) =>
    brierParts(side.map(({ n, meanScore, fraction }) => ({ n, meanScore: meanScore ?? 0, fraction: fraction ?? 0 }))),
  )
  return old && newer && Number.isFinite(old.reliability + newer.reliability) ? { brier: { old, new: newer } } : {}
}

function calibrationBins(cells: CalibrationCells, side: 'old' | 'new', confidence: number): CalibrationBin[] {
  const { bins, counts } = cells
  const sums = side === 'old' ? cells.oldSums : cells.newSums
  const n = new Float64Array(bins)
  const scores = new Float64Array(bins)
  const right = new Float64Array(bins)
  for (let cell = 0; cell < counts.length; cell++) {
    const pair = cell >> 2
    const bin = side === 'old' ? Math.floor(pair / bins) : pair % bins
    n[bin]! += counts[cell]!
    scores[bin]! += sums[cell]!
    if ((cell & (side === 'old' ? 2 : 1)) !== 0) right[bin]! += counts[cell]!
  }
  return Array.from(n, (cases, bin) => ({
    low: bin / bins,
    high: (bin + 1) / bins,
    n: cases,
    meanScore: cases === 0 ? null : scores[bin]! / cases,
    fraction: cases === 0 ? null : right[bin]! / cases,
    interval: cases === 0 ? null : wilsonInterval(right[bin]!, cases, confidence),
  }))
}
