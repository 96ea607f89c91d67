/**
 * Why a finding is what it is. Reports make their sentences from these codes; an estimate's own reason (why it has no value, or
 * no interval) is passed on as it is.
 */
export type FindingReason =
  /** pass: the whole interval keeps the margin (for `basis: fixed`, the value does). */
  | 'within-margin'
  /** fail: no part of the interval keeps the margin, and that is still so after Holm's correction. */
  | 'beyond-margin'
  /** inconclusive: a part of the interval keeps the margin and a part does not. */
  | 'interval-straddles'
  /** inconclusive: beyond the margin alone, but with so many criteria that could be chance. */
  | 'not-proven-after-holm'
  /** inconclusive: fewer cases than the criterion's `minCases`. */
  | 'too-few-cases'
  /** inconclusive: there is a value, but nothing says how far it could be by chance. */
  | 'no-interval'
  /** could-not-run: no set of that name, or none of role test or validation. */
  | 'no-such-set'
  /** could-not-run: the column that the criterion goes by has no segment in this set. */
  | 'no-such-slice'
  /** could-not-run: the measure was not made on this set and slice. */
  | 'no-estimate'
  /** could-not-run: it was made, on no case at all. */
  | 'nothing-compared'
  /** could-not-run: it was made, and came to no number. */
  | 'no-value'
  /** could-not-run: per cent of an old value that is zero, near it, or negative. */
  | 'near-zero-baseline'
  /** waived, and what it would have been. */
  | 'waived-would-pass'
  | 'waived-would-fail'
  | 'waived-would-be-inconclusive'
  | 'waived-could-not-run'

export type VerdictReason =
  | 'all-criteria-pass'
  | 'criteria-fail'
  | 'criteria-inconclusive'
  | 'criteria-could-not-run'
  /** No criterion that counts had a single case to look at. */
  | 'nothing-compared'
  /** Nothing was demanded of the models: no criterion, only waived ones and warnings, or the coverage alone. */
  | 'no-criteria'
