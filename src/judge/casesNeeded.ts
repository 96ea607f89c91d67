import type { Interval } from '../core/estimate.js'
import { normalQuantile, twoSidedZ } from '../stats/distributions.js'
import { casesForMean, casesForPairedShares, casesForShare, smallestCases, type Wanted } from '../stats/sampleSize.js'
import { tangoInterval } from '../stats/tango.js'

/** The probability with which that many cases settle a criterion, if what was observed is the truth. */
export const POWER = 0.8

export interface Observed {
  readonly value: number
  readonly interval: Interval
  readonly n: number
  /** Of clustered or weighted cases: as many independent ones leave as much room for what was not seen. */
  readonly effectiveN?: number
  /** How the interval was made: which formula matches it. */
  readonly method: string
  readonly confidence: number
  /** A share of the old value: the formulas of shares and differences do not hold for it. */
  readonly relative: boolean
  /** No case was seen to differ: the interval's width is that of unseen cases alone. */
  readonly equal: boolean
  /** Share of the cases in which the two models' answers differ, where it is known: what a resampled table's width comes from. */
  readonly changed: number | null
}

/**
 * How many cases would settle a criterion with probability `power` if the observed value were the truth, by the power formula that
 * matches the interval's method (stats/sampleSize). A value that keeps its region needs both of its sides inside (each with half of what
 * may go wrong, where there are two limits); one beyond it needs the side towards the limit. Null when the value lies on the limit, where
 * no number of cases would do.
 */
export function casesNeeded(
  observed: Observed,
  region: { readonly low: number; readonly high: number },
  power = POWER,
): number | null {
  return atLeastOneMore(observed.n, casesInAll(observed, region, power))
}

/** The same, whatever number of cases there is: fewer than that may do. */
export function casesInAll(
  observed: Observed,
  { low, high }: { readonly low: number; readonly high: number },
  power: number,
): number {
  const { value, confidence } = observed
  const one: Wanted = { tail: (1 - confidence) / 2, power }
  if (value > high) return casesTowards(observed, high, one)
  if (value < low) return casesTowards(observed, low, one)
  const limits = [low, high].filter(Number.isFinite)
  const wanted = limits.length === 2 ? { ...one, power: (1 + power) / 2 } : one
  return Math.max(...limits.map((limit) => casesTowards(observed, limit, wanted)))
}

/**
 * How many cases would prove a failure at `alpha` in spite of `family` criteria looked at together, with probability `POWER`: its z grows
 * like sqrt(n), and beyond the alpha / family quantile (Bonferroni's, Holm's first step) it is proven whatever the others are.
 */
export function casesToProve(n: number, z: number, alpha: number, family: number): number | null {
  return atLeastOneMore(n, n * ((normalQuantile(1 - alpha / family) + normalQuantile(POWER)) / z) ** 2)
}

/** Cases after which the side of the interval towards `limit` ends before it. Infinite when the value lies on the limit. */
export function casesTowards(observed: Observed, limit: number, wanted: Wanted): number {
  const { value, interval, n, method, confidence, relative, equal, changed } = observed
  const distance = Math.abs(limit - value)
  if (!(distance > 0)) return Infinity
  const width = limit > value ? interval[1] - value : value - interval[0]
  const z = twoSidedZ(confidence)
  if (!relative && method === 'tango-score') return casesForPairedShares(discordance(observed), limit, wanted)
  if (!relative && method === 'wilson') return casesForShare(value, limit, wanted)
  // Without any change to vary, the width alone must fit: it shrinks like 1/(n + z²), of clusters as many times more slowly as cases are more.
  const size = observed.effectiveN ?? n
  if (equal || isUnseenShare(width, size, z)) return ((((size + z * z) * width) / distance - z * z) * n) / size
  if (method === 'multinomial-bootstrap' && changed !== null)
    return casesOfTable(width / z, n, changed, distance, wanted)
  const deviation = (width / z) * Math.sqrt(n)
  if (method === 'paired-t') return casesForMean(deviation, distance, wanted)
  return (((normalQuantile(1 - wanted.tail) + normalQuantile(wanted.power)) * deviation) / distance) ** 2
}

/** The width that clustered shares have where no case changed: Tango's and Wilson's formulas above have their own. */
function isUnseenShare(width: number, size: number, z: number): boolean {
  return Math.abs(width * (size + z * z) - z * z) < 1e-9 * z * z
}

/** Cases lost and won, read back from the interval, which is a function of them: Tango's upper end grows with their number. */
function discordance({ value, interval, n, confidence }: Observed): { lost: number; won: number; n: number } {
  const net = value * n
  let [low, high] = [Math.abs(net), n]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (tangoInterval((middle + net) / 2, (middle - net) / 2, n, confidence)[1] < interval[1]) low = middle
    else high = middle
  }
  return { lost: (low + net) / 2, won: (low - net) / 2, n }
}

/**
 * A resampled table holds a pseudo-case lost and one won beside the changed cases (measures/labelTable): its variance goes like
 * (changed n + 2) / n², of which the pseudo-cases make the interval wider but not the value vary.
 */
function casesOfTable(error: number, n: number, changed: number, distance: number, { tail, power }: Wanted): number {
  const unit = (error * n) / Math.sqrt(changed * n + 2)
  const [level, luck] = [normalQuantile(1 - tail), normalQuantile(power)]
  const reach = (cases: number) => level * Math.sqrt(changed * cases + 2) + luck * Math.sqrt(changed * cases)
  return smallestCases((cases) => (unit * reach(cases)) / cases <= distance) ?? Infinity
}

function atLeastOneMore(n: number, cases: number): number | null {
  const whole = Math.max(n + 1, Math.ceil(cases))
  return Number.isSafeInteger(whole) ? whole : null
}
