/**
 * The assignment of rows to columns, one to one, whose weights sum to the most: `answer[row]` is the column. `weights` is square,
 * row-major, finite. Successive shortest paths with potentials, O(n³) time and O(n) memory beside the weights; of several best
 * assignments one is found, always the same.
 * @see Kuhn 1955, Naval Research Logistics Quarterly 2:83-97, doi:10.1002/nav.3800020109
 * @see Jonker & Volgenant 1987, Computing 38:325-340, doi:10.1007/BF02278710
 */
export function bestAssignment(weights: Float64Array, n: number): Int32Array {
  // Row and column 0 stand for "not yet assigned": the others count from 1.
  const rowPotential = new Float64Array(n + 1)
  const columnPotential = new Float64Array(n + 1)
  const rowOf = new Int32Array(n + 1)
  for (let row = 1; row <= n; row++) {
    const before = new Int32Array(n + 1)
    const slack = new Float64Array(n + 1).fill(Infinity)
    const done = new Uint8Array(n + 1)
    rowOf[0] = row
    let column = 0
    do {
      done[column] = 1
      const at = rowOf[column]!
      let least = Infinity
      let next = 0
      for (let j = 1; j <= n; j++) {
        if (done[j] === 1) continue
        const cost = -weights[(at - 1) * n + j - 1]! - rowPotential[at]! - columnPotential[j]!
        if (cost < slack[j]!) {
          slack[j] = cost
          before[j] = column
        }
        if (slack[j]! < least) {
          least = slack[j]!
          next = j
        }
      }
      for (let j = 0; j <= n; j++) {
        if (done[j] === 1) {
          rowPotential[rowOf[j]!]! += least
          columnPotential[j]! -= least
        } else slack[j]! -= least
      }
      column = next
    } while (rowOf[column] !== 0)
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]!]!
      column = before[column]!
    }
  }
  const answer = new Int32Array(n)
  for (let j = 1; j <= n; j++) answer[rowOf[j]! - 1] = j - 1
  return answer
}
