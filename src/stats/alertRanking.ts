import type { Sorted } from './sortOrder.js'

/**
 * What each threshold would make of some cases, from the highest score down: `alerts[k]` cases have one of the k highest distinct scores, and
 * `hits[k]` of them are positive. k = 0 is a threshold above every score. Equal scores stand or fall together.
 * With weights, `n` and all counts but `cases` are sums of them.
 */
export interface AlertRanking {
  readonly n: number
  readonly positives: number
  /** Distinct scores, the highest first: `scores[k - 1]` is the threshold that gives `alerts[k]`. */
  readonly scores: Float64Array
  readonly alerts: Float64Array
  readonly hits: Float64Array
  /** `order` up to `cases[k]` are the alerts. */
  readonly cases: Float64Array
  /** Cases from the highest score to the lowest. */
  readonly order: Uint32Array
}

/** `positive` holds 1 for each positive case; null where that is not known. `weights` null: each case counts once. No score may be NaN. */
export function rankAlerts(
  { order: ascendingOrder, ascending }: Sorted,
  positive: Uint8Array | null,
  weights: Float64Array | null = null,
): AlertRanking {
  const n = ascending.length
  const order = ascendingOrder.slice().reverse()
  const scores = new Float64Array(n)
  const alerts = new Float64Array(n + 1)
  const hits = new Float64Array(n + 1)
  const cases = weights === null ? alerts : new Float64Array(n + 1)
  let groups = 0
  let raised = 0
  let found = 0
  for (let place = 0; place < n; place++) {
    const score = ascending[n - 1 - place]!
    if (place === 0 || score !== scores[groups - 1]) scores[groups++] = score
    const weight = weights === null ? 1 : weights[order[place]!]!
    raised += weight
    if (positive !== null && positive[order[place]!] === 1) found += weight
    cases[groups] = place + 1
    alerts[groups] = raised
    hits[groups] = found
  }
  return {
    n: raised,
    positives: found,
    scores: scores.subarray(0, groups),
    alerts: alerts.subarray(0, groups + 1),
    hits: hits.subarray(0, groups + 1),
    cases: cases.subarray(0, groups + 1),
    order,
  }
}

/**
 * The place whose number of alerts is nearest to `target`; of two equally near the one with fewer. Where many cases share a score it may be
 * far from it: no threshold comes nearer.
 */
export function equalAlerts(alerts: Float64Array, target: number): number {
  const above = firstFrom(alerts, target)
  if (above === alerts.length) return alerts.length - 1
  if (above === 0) return 0
  return alerts[above]! - target < target - alerts[above - 1]! ? above : above - 1
}

/** The highest threshold that finds at least `target` positives; the last place where none does. */
export function equalHits(hits: Float64Array, target: number): number {
  return Math.min(hits.length - 1, firstFrom(hits, target))
}

/** The first place with `values[place] >= target`, of values that never fall; their number when there is none. */
export function firstFrom(values: Float64Array, target: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! >= target) high = middle
    else low = middle + 1
  }
  return low
}
