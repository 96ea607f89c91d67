/**
 * A summary of a stream that can be cut anywhere: for every split of the input,
 * `merge(left, right)` says the same as one pass over the whole.
 * `State` is plain data (see `encodeState`), so it can be stored, shipped and merged later.
 */
export interface Summary<State, Input, Value> {
  empty(): State
  /** Adds `input` to `state` and returns it; may reuse `state`. */
  add(state: State, input: Input): State
  /** May reuse `a`; never changes `b`. */
  merge(a: State, b: State): State
  value(state: State): Value
}
