import { normalQuantile } from './distributions.js'
import { seededRandom } from './random.js'

/**
 * Draws sums from the normal distribution with these means and this covariance (row-major, of which the lower half is read), `replicates` times,
 * and shows each draw to `visit`: what a bootstrap of very many cases tends to, at the cost of the sums alone. `drawn` is reused between visits.
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 6.5 (the parametric bootstrap)
 */
export function drawNormalSums(
  means: Float64Array,
  covariance: Float64Array,
  /** Deviations are multiplied by it: above 1 where the covariance is known from few clusters. */
  widening: number,
  seed: number,
  replicates: number,
  visit: (drawn: Float64Array, replicate: number) => void,
): void {
  const size = means.length
  const root = choleskyOf(covariance)
  const random = seededRandom(seed)
  const normal = new Float64Array(size)
  const drawn = new Float64Array(size)
  for (let b = 0; b < replicates; b++) {
    for (let k = 0; k < size; k++) normal[k] = normalQuantile(Math.max(random(), 2 ** -54))
    for (let k = 0; k < size; k++) {
      let moved = 0
      for (let l = 0; l <= k; l++) moved += root[k * size + l]! * normal[l]!
      drawn[k] = means[k]! + widening * moved
    }
    visit(drawn, b)
  }
}

/** Lower triangle L with L Lᵀ = the matrix; a direction without variance has none in L either. */
function choleskyOf(lower: Float64Array): Float64Array {
  const size = Math.sqrt(lower.length)
  const root = new Float64Array(lower.length)
  let largest = 0
  for (let k = 0; k < size; k++) largest = Math.max(largest, lower[k * size + k]!)
  for (let k = 0; k < size; k++) {
    let pivot = lower[k * size + k]!
    for (let l = 0; l < k; l++) pivot -= root[k * size + l]! ** 2
    if (!(pivot > largest * 1e-13)) continue
    const diagonal = Math.sqrt(pivot)
    root[k * size + k] = diagonal
    for (let row = k + 1; row < size; row++) {
      let rest = lower[row * size + k]!
      for (let l = 0; l < k; l++) rest -= root[row * size + l]! * root[k * size + l]!
      root[row * size + k] = rest / diagonal
    }
  }
  return root
}
