/**
 * Cosine of the angle between two vectors, from their scalar product and their sums of squares. 1 for two vectors of zeros, which are
 * equal, and 0 where only one is; in [-1, 1], and exactly 1 for equal vectors. NaN where a sum overflowed.
 */
export function cosineOf(product: number, oldSquares: number, newSquares: number): number {
  if (oldSquares === 0 && newSquares === 0) return 1
  if (oldSquares === 0 || newSquares === 0) return 0
  // The product of two roots can miss the square by a last bit.
  if (product === oldSquares && product === newSquares) return 1
  const cosine = product / (Math.sqrt(oldSquares) * Math.sqrt(newSquares))
  return Number.isNaN(cosine) ? cosine : Math.min(1, Math.max(-1, cosine))
}
