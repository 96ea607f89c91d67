/**
 * -ln of Chernoff's bound on P(X >= successes), X binomial of `n` > 0 trials with probability `p` in (0, 1): n KL(successes/n, p).
 * 0 where the share does not exceed p. Larger = less credible that the share came about by chance; never an overstatement, for any n.
 * @see Hoeffding 1963, JASA 58(301):13-30, doi:10.1080/01621459.1963.10500830, theorem 1, (2.1)
 */
export function chernoffExponent(successes: number, n: number, p: number): number {
  const share = successes / n
  if (!(share > p)) return 0
  const miss = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - p))
  return n * (share * Math.log(share / p) + miss)
}
