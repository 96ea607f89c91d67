/**
 * The k nearest of the other vectors by cosine, for each of `n` vectors of `width` numbers: row-major n x k indices, the nearest first,
 * of equally near ones the first in order. A vector of zeros is as near to one as to another (cosine 0). n > k. O(n² width).
 */
export function nearestNeighbours(vectors: Float64Array, n: number, width: number, k: number): Int32Array {
  const unit = normalize(vectors, n, width)
  const nearest = new Int32Array(n * k).fill(-1)
  const cosines = new Float64Array(n * k).fill(-Infinity)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let dot = 0
      for (let d = 0, a = i * width, b = j * width; d < width; d++) dot += unit[a + d]! * unit[b + d]!
      insert(nearest, cosines, i * k, k, j, dot)
      insert(nearest, cosines, j * k, k, i, dot)
    }
  }
  return nearest
}

/**
 * For each vector, the share of its k nearest neighbours that it has in both spaces.
 * @see Wendlandt, Kummerfeld & Mihalcea 2018, Factors Influencing the Surprising Instability of Word Embeddings, NAACL, doi:10.18653/v1/N18-1190
 */
export function neighbourOverlaps(old: Int32Array, newer: Int32Array, n: number, k: number): Float64Array {
  const overlaps = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const before = new Set(old.subarray(i * k, (i + 1) * k))
    let shared = 0
    for (let r = i * k; r < (i + 1) * k; r++) if (before.has(newer[r]!)) shared++
    overlaps[i] = shared / k
  }
  return overlaps
}

/** Candidates come in the order of their index, so that an equal one stays behind those before it. */
function insert(
  nearest: Int32Array,
  cosines: Float64Array,
  start: number,
  k: number,
  candidate: number,
  cosine: number,
): void {
  let at = start + k - 1
  if (!(cosine > cosines[at]!)) return
  for (; at > start && cosine > cosines[at - 1]!; at--) {
    cosines[at] = cosines[at - 1]!
    nearest[at] = nearest[at - 1]!
  }
  cosines[at] = cosine
  nearest[at] = candidate
}

function normalize(vectors: Float64Array, n: number, width: number): Float64Array {
  const unit = new Float64Array(n * width)
  for (let i = 0; i < n; i++) {
    let squares = 0
    for (let d = i * width; d < (i + 1) * width; d++) squares += vectors[d]! ** 2
    const length = Math.sqrt(squares)
    if (length > 0) for (let d = i * width; d < (i + 1) * width; d++) unit[d] = vectors[d]! / length
  }
  return unit
}
