import type { LabelSetEvidence } from '../../core/evidence.js'
import type { Result } from '../../core/result.js'
import type { Flips } from './flips.js'

/** The decisions on one label: how many cases have it, and on how many new is wrong where old was right, and the other way round. */
export interface LabelDecisions {
  readonly label: string
  readonly having: number
  readonly lost: number
  readonly gained: number
}

/** Null where the set has no labels. */
export function labelDecisions(evidence: LabelSetEvidence): readonly LabelDecisions[] | null {
  if (evidence.exact === null) return null
  return evidence.labels.map(({ label, counts }) => {
    const at = (held: number): number => counts[held] ?? 0
    return {
      label,
      having: at(4) + at(5) + at(6) + at(7),
      // Without the label: old said no and new says yes; with it: old said yes and new says no.
      lost: at(1) + at(6),
      gained: at(2) + at(5),
    }
  })
}

/** By whole sets of labels; null where the set has none. */
export function setFlips({ exact }: LabelSetEvidence): Flips | null {
  if (exact === null) return null
  const { both, onlyOld, onlyNew, n } = exact
  return { total: n, bothRight: both, lost: onlyOld, gained: onlyNew, bothWrong: n - both - onlyOld - onlyNew }
}

export function labelSetEvidenceOf(result: Result, set: string): LabelSetEvidence | null {
  const outcome = result.evidence.find((evidence) => evidence.set === set)?.outcome
  return outcome?.kind === 'label-sets' ? outcome : null
}
