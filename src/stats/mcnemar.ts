import { binomialCdf } from './distributions.js'

/**
 * McNemar's test of "as many cases go one way as the other", from the cases that only one of two models gets right: two-sided, by the
 * binomial distribution of the smaller count (`exact`), and with half of the observed count's own probability (`midP`), which is less
 * timid and keeps the level in practice. Without a discordant case both are 1: nothing was seen that could speak against it.
 * @see McNemar 1947, Psychometrika 12(2):153-157, doi:10.1007/BF02295996
 * @see Fagerland, Lydersen & Laake 2013, BMC Med. Res. Methodol. 13:91, doi:10.1186/1471-2288-13-91 (mid-p)
 */
export function mcnemar(onlyOld: number, onlyNew: number): { readonly exact: number; readonly midP: number } {
  const discordant = onlyOld + onlyNew
  if (discordant === 0) return { exact: 1, midP: 1 }
  const smaller = Math.min(onlyOld, onlyNew)
  const upTo = binomialCdf(smaller, discordant, 0.5)
  const below = smaller === 0 ? 0 : binomialCdf(smaller - 1, discordant, 0.5)
  // 2 P(X <= k) less P(X = k), which is P(X <= k) - P(X <= k - 1).
  return { exact: Math.min(1, 2 * upTo), midP: Math.min(1, upTo + below) }
}
