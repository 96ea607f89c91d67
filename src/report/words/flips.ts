import type { ClassEvidence } from '../../core/evidence.js'
import type { Result } from '../../core/result.js'

/** Right and wrong before and after, counted from the joint table; null where the set has no labels or nothing was compared. */
export interface Flips {
  readonly total: number
  readonly bothRight: number
  /** Right before, wrong now. */
  readonly lost: number
  /** Wrong before, right now. */
  readonly gained: number
  readonly bothWrong: number
}

export function flipsOf(evidence: ClassEvidence): Flips | null {
  const counts = { total: 0, bothRight: 0, lost: 0, gained: 0, bothWrong: 0 }
  for (const [truth, before, after, cases] of evidence.joint.cells) {
    if (truth < 0) return null
    counts.total += cases
    const wasRight = before === truth
    const isRight = after === truth
    if (wasRight && isRight) counts.bothRight += cases
    else if (wasRight) counts.lost += cases
    else if (isRight) counts.gained += cases
    else counts.bothWrong += cases
  }
  return counts.total === 0 ? null : counts
}

/** Of the cases whose true label is `label`: how many each model recognises; and how many each announces wrongly. */
export interface Recognition {
  readonly cases: number
  readonly old: number
  readonly new: number
  readonly others: number
  readonly oldFalseAlarms: number
  readonly newFalseAlarms: number
}

export function recognitionOf(evidence: ClassEvidence, label: string): Recognition | null {
  const index = evidence.joint.labels.indexOf(label)
  const counts = { cases: 0, old: 0, new: 0, others: 0, oldFalseAlarms: 0, newFalseAlarms: 0 }
  for (const [truth, before, after, cases] of evidence.joint.cells) {
    if (truth < 0) return null
    if (truth === index) {
      counts.cases += cases
      if (before === index) counts.old += cases
      if (after === index) counts.new += cases
    } else {
      counts.others += cases
      if (before === index) counts.oldFalseAlarms += cases
      if (after === index) counts.newFalseAlarms += cases
    }
  }
  return counts.cases === 0 ? null : counts
}

/** Cases by what the old model answered and what the new one answers instead, most frequent first. */
export interface ClassChange {
  readonly from: string
  readonly to: string
  readonly cases: number
  readonly lost: number
  readonly gained: number
}

export function classChanges(evidence: ClassEvidence): readonly ClassChange[] {
  const changes = new Map<string, { from: string; to: string; cases: number; lost: number; gained: number }>()
  for (const [truth, before, after, cases] of evidence.joint.cells) {
    if (before === after) continue
    const key = `${before} ${after}`
    const change = changes.get(key) ?? {
      from: evidence.joint.labels[before] ?? '?',
      to: evidence.joint.labels[after] ?? '?',
      cases: 0,
      lost: 0,
      gained: 0,
    }
    change.cases += cases
    if (truth === before) change.lost += cases
    if (truth === after) change.gained += cases
    changes.set(key, change)
  }
  return [...changes.values()].sort((a, b) => b.cases - a.cases)
}

export function classEvidenceOf(result: Result, set: string): ClassEvidence | null {
  const outcome = result.evidence.find((evidence) => evidence.set === set)?.outcome
  return outcome?.kind === 'classes' ? outcome : null
}
