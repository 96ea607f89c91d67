/** (value - truth)² of each case, and their mean. */
export function squaredErrors(truth: Float64Array, values: Float64Array): { squares: Float64Array; mean: number } {
  const squares = new Float64Array(truth.length)
  let sum = 0
  for (let i = 0; i < truth.length; i++) {
    const error = values[i]! - truth[i]!
    squares[i] = error * error
    sum += squares[i]!
  }
  return { squares, mean: sum / truth.length }
}

/** Each case's share in the standard error of a mean of n: 1 / sqrt(n (n - 1)). */
export function shareOfCase(n: number): number {
  return 1 / Math.sqrt(n * Math.max(1, n - 1))
}
