/** An input that takes what an output of the same model gave for the case before, in the same sequence of cases. */
export interface StateUse {
  readonly output: string
  /** Every number of it at the start of a sequence; 0 unless told. */
  readonly initial: number
}

/** Which cases make a sequence, and what their order is; without a column for it, that of the set. */
export interface SequenceColumns {
  readonly group: string
  readonly order?: string
}
