import type { LabelSetEvidence } from '../../core/evidence.js'
import type { CaseView } from '../caseView.js'
import { exactMatches, sameSets } from '../labelSets/setSuccesses.js'

/** Whole sets of labels that were right and are no longer, and the decisions on each label. */
export function labelSetEvidence(view: CaseView): LabelSetEvidence | null {
  const { labelSets, labelCounts, labelled } = view
  if (labelSets === null) return null
  return {
    kind: 'label-sets',
    same: sameSets(labelSets).successes,
    exact: labelled === 0 ? null : exactMatches(labelSets),
    labels: view.labels.map((label, k) => ({ label, counts: [...labelCounts.subarray(k * 8, k * 8 + 8)] })),
  }
}
