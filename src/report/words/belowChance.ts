import type { ClassEvidence } from '../../core/evidence.js'
import type { Result } from '../../core/result.js'

/** Below this many labelled cases nothing is said: a good model may look like chance on a handful. */
const FEWEST_CASES = 30

/**
 * Which models agree with the labels no better than chance would, given how often each label comes and is answered (Cohen's
 * kappa at or below 0), on any set. A model is seldom that bad; more often its labels or columns were matched wrongly, and where
 * both were, the comparison passes and means nothing.
 */
export function belowChance(result: Result): 'both' | 'old' | 'new' | null {
  const joints = result.evidence.flatMap(({ outcome }) => (outcome?.kind === 'classes' ? [outcome.joint] : []))
  const old = joints.some((joint) => isBelowChance(joint, 1))
  const delivered = joints.some((joint) => isBelowChance(joint, 2))
  if (old && delivered) return 'both'
  if (old) return 'old'
  return delivered ? 'new' : null
}

/** `of` is the place of the answer in a cell: 1 the old model's, 2 the new one's. */
function isBelowChance({ labels, cells }: ClassEvidence['joint'], of: 1 | 2): boolean {
  const truths = new Float64Array(labels.length)
  const answers = new Float64Array(labels.length)
  let cases = 0
  let right = 0
  for (const cell of cells) {
    const [truth] = cell
    const count = cell[3]
    if (truth < 0) continue
    truths[truth]! += count
    answers[cell[of]]! += count
    cases += count
    if (cell[of] === truth) right += count
  }
  const byChance = truths.reduce((sum, count, label) => sum + count * answers[label]!, 0) / cases
  // With a single label, or a single answer, chance is all there is to agree with.
  const varied = truths.filter((count) => count > 0).length > 1 && answers.filter((count) => count > 0).length > 1
  return cases >= FEWEST_CASES && varied && right <= byChance
}
