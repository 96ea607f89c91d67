/** Right before and wrong now; the reverse; another answer than before; the farthest from the truth, or from old where nobody knows it. */
export const CASE_KINDS = ['lost', 'won', 'changed', 'worst'] as const
export type CaseKind = (typeof CASE_KINDS)[number]
