/**
 * The least absolute tolerance with which |new - old| <= atol + rtol |old| holds in double arithmetic, as numpy.allclose(new, old, rtol,
 * atol) computes it. The maximum over all elements is the tightest tolerance of an output: numpy accepts it and nothing less.
 * `difference` and `reference` are |new - old| and |old|; 0 where the relative tolerance alone is enough.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.allclose.html
 */
export function leastTolerance(difference: number, reference: number, rtol: number): number {
  const allowance = rtol * reference
  if (allowance >= difference) return 0
  let atol = difference - allowance
  // The subtraction may have been rounded down: then the sum falls short by a last bit.
  while (atol + allowance < difference) atol = nextAbove(atol)
  return atol
}

function nextAbove(value: number): number {
  return value + Math.max(value * Number.EPSILON, Number.MIN_VALUE)
}
