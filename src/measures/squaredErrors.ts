/** (value - truth)² of each case, and their sum. */
export function squaredErrors(truth: Float64Array, values: Float64Array): { squares: Float64Array; sum: number } {
  const squares = new Float64Array(truth.length)
  let sum = 0
  for (let i = 0; i < truth.length; i++) {
    const error = values[i]! - truth[i]!
    squares[i] = error * error
    sum += squares[i]!
  }
  return { squares, sum }
}
