import type { Slice } from './estimate.js'
import type { Side } from './spec.js'

/**
 * What corresponds to one label of the comparison where the old model, the new one and the set do not use the same labels. Several texts
 * are several labels that count as this one; none at all means that it cannot be said there. Absent = the label's own name.
 */
export interface LabelEntry {
  readonly label: string
  readonly old?: readonly string[]
  readonly new?: readonly string[]
  readonly set?: readonly string[]
}

/** Who writes labels: the two models, and the set's label column. */
export type LabelWriter = Side | 'set'
export const LABEL_WRITERS: readonly LabelWriter[] = ['old', 'new', 'set']

/**
 * Cases whose true label one model cannot say are no part of the paired comparison: they are the slice with this column's name, which
 * a criterion names with `by`, and whose value lists the labels.
 */
export const APART = { old: 'labels-old-cannot-say', new: 'labels-new-cannot-say' } as const

/** The model that cannot say the labels of this slice; null for a slice by a column of the set. */
export function apartSide(slice: Slice | null): Side | null {
  const column = slice?.[0]?.column
  return column === APART.old ? 'old' : column === APART.new ? 'new' : null
}

/** Why such a case is left out, as `excluded` names it. */
export function cannotSay(side: Side): string {
  return `a label that ${side} cannot say`
}
