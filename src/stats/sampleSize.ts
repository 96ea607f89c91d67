import { normalQuantile } from './distributions.js'
import { tangoVariance } from './tango.js'

/** What a number of cases is asked for: that one end of an interval, `tail` on its side, comes clear of a limit with probability `power`. */
export interface Wanted {
  /** 0.025 for an interval of 95 %. */
  readonly tail: number
  /** In (0.5, 1). */
  readonly power: number
}

/**
 * Cases after which the score interval of a paired difference of shares (Tango's) ends before `limit`. `lost` and `won` of `n` cases are
 * what is expected to go one way and the other; they need not be whole. Without any discordant pair it is z²(1 - |limit|)/|limit|,
 * where Tango's interval of 0 of N ends at the limit. Infinite when the difference lies on the limit.
 * @see Nam 1997, Biometrics 53(4):1422-1430, doi:10.2307/2533508 (the score test with a margin)
 * @see Connor 1987, Biometrics 43(1):207-211, doi:10.2307/2531961 (McNemar's test, its special case without a margin)
 */
export function casesForPairedShares(
  { lost, won, n }: { readonly lost: number; readonly won: number; readonly n: number },
  limit: number,
  wanted: Wanted,
): number {
  const difference = (lost - won) / n
  const underLimit = Math.sqrt(Math.max(0, tangoVariance(lost, won, n, limit)))
  const underTruth = Math.sqrt(Math.max(0, (lost + won) / n - difference * difference))
  return squareRatio(underLimit, underTruth, limit - difference, wanted)
}

/**
 * Cases after which Wilson's interval of one share ends before `limit`: its score test, with the variance of the limit for the level and
 * that of the share for the power.
 * @see Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, 3rd ed., section 2.5
 */
export function casesForShare(share: number, limit: number, wanted: Wanted): number {
  return squareRatio(Math.sqrt(limit * (1 - limit)), Math.sqrt(share * (1 - share)), limit - share, wanted)
}

/**
 * Cases after which the interval of a (paired) mean ends before a limit at `distance`; `deviation` is the standard deviation of one case.
 * The normal formula and z²/2 more, which makes up for Student's t within a case or two.
 * @see Julious 2004, Stat. Med. 23(12):1921-1986, doi:10.1002/sim.1783 (non-inferiority, paired)
 * @see Guenther 1981, Am. Stat. 35(4):243-244 (the correction)
 */
export function casesForMean(deviation: number, distance: number, { tail, power }: Wanted): number {
  const z = normalQuantile(1 - tail)
  return (((z + normalQuantile(power)) * deviation) / distance) ** 2 + (z * z) / 2
}

/** The smallest whole number of cases, up to 2^53, that `isEnough`; null when none is. Enough once must be enough for more. */
export function smallestCases(isEnough: (cases: number) => boolean): number | null {
  let high = 1
  while (!isEnough(high)) {
    high *= 2
    if (high > Number.MAX_SAFE_INTEGER) return null
  }
  let low = high / 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}

function squareRatio(underLimit: number, underTruth: number, distance: number, { tail, power }: Wanted): number {
  return ((normalQuantile(1 - tail) * underLimit + normalQuantile(power) * underTruth) / distance) ** 2
}
