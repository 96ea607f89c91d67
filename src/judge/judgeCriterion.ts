import type { Criterion } from '../core/criterion.js'
import type { Estimate, Interval } from '../core/estimate.js'
import { measureInfo } from '../core/measureCatalog.js'
import type { Finding, FindingStatus } from '../core/result.js'
import { casesNeeded, POWER, type Observed } from './casesNeeded.js'
import { decide, type Decision } from './decide.js'
import { flipMargin } from './flipMargin.js'
import { findEstimate, type Target } from './matchEstimates.js'
import type { Judged } from './proof.js'
import type { FindingReason } from './reasons.js'
import { isRelative, regionOf, type Region } from './region.js'

/** What the estimates say about a target, in the criterion's own terms. */
interface Seen {
  readonly value: number | null
  readonly interval: Interval | null
  readonly n: number
  /** Of clustered or weighted cases: as many independent ones leave as much room for what was not seen. */
  readonly effectiveN?: number | undefined
  readonly method: string
  /** The estimate's own reason for having no value or no interval. */
  readonly reason: string | null
}

interface Missing {
  readonly missing: FindingReason
  readonly n: number
}

const REASONS = {
  pass: 'within-margin',
  fail: 'beyond-margin',
  inconclusive: 'interval-straddles',
} as const satisfies Record<Decision, FindingReason>

/** Judges one criterion on one target of one set, before Holm's correction. */
export function judgeCriterion(
  criterion: Criterion,
  set: string,
  target: Target,
  ofSet: readonly Estimate[],
  confidence: number,
): Judged {
  const region = regionOf(criterion)
  const found = look(criterion, target, ofSet)
  if ('missing' in found) return { finding: couldNotRun(criterion, set, target, found.missing, found.n), region: null }
  const fixed = criterion.basis === 'fixed' || measureInfo(criterion.measure).alwaysFixed === true
  const seen = { ...finite(turn(found, criterion, region)), ...(fixed ? { interval: null } : {}) }
  const settle = (status: FindingStatus, reason: string, needed: number | null = null): Finding => ({
    ...blank(criterion, set, target, region),
    status,
    reason,
    value: seen.value,
    interval: seen.interval,
    n: seen.n,
    casesNeeded: needed,
    basis: fixed ? 'fixed' : 'sample',
  })
  const alone = (status: FindingStatus, reason: string, needed?: number): Judged => ({
    finding: settle(status, reason, needed),
    region: null,
  })

  if (!(seen.n > 0)) return alone('could-not-run', 'nothing-compared')
  if (seen.n < criterion.minCases) return alone('inconclusive', 'too-few-cases', criterion.minCases)
  if (seen.value === null) return alone('could-not-run', seen.reason ?? 'no-value')
  if (fixed) {
    const decision = decide([seen.value, seen.value], region)
    const { finding } = alone(decision, REASONS[decision])
    return { finding: { ...finding, flipMargin: flipMargin(region, [seen.value, seen.value]) }, region: null }
  }
  if (seen.interval === null) return alone('inconclusive', seen.reason ?? 'no-interval')
  const decision = decide(seen.interval, region)
  const observed = observe({ ...seen, value: seen.value, interval: seen.interval }, criterion, confidence, () =>
    changedShare(target, ofSet),
  )
  const needed = decision === 'inconclusive' ? casesNeeded(observed, region) : null
  return {
    finding: {
      ...settle(decision, REASONS[decision], needed),
      ...(needed === null ? {} : { casesNeededPower: POWER }),
      flipMargin: flipMargin(region, seen.interval),
    },
    region,
    observed,
  }
}

/** A finding for what is not there to be judged. */
export function couldNotRun(criterion: Criterion, set: string, target: Target, reason: FindingReason, n = 0): Finding {
  return { ...blank(criterion, set, target, regionOf(criterion)), status: 'could-not-run', reason, n }
}

function blank(criterion: Criterion, set: string, { options, slice }: Target, region: Region): Finding {
  const { id, measure, level, basis } = criterion
  return {
    criterion: id,
    measure,
    options,
    set,
    slice: slice === null ? null : [...slice],
    status: 'could-not-run',
    level,
    reason: 'no-estimate',
    sense: region.sense,
    unit: region.unit,
    value: null,
    interval: null,
    margin: region.margin,
    n: 0,
    casesNeeded: null,
    basis,
  }
}

/** The estimate that the criterion is about, as it stands: a difference, the new model's value, or the pair's. */
function look(criterion: Criterion, target: Target, ofSet: readonly Estimate[]): Seen | Missing {
  const { measure, demand } = criterion
  const aboutDifference = demand.kind === 'maxDegradation' || demand.kind === 'minImprovement'
  const of = aboutDifference ? 'difference' : measureInfo(measure).about === 'each' ? 'new' : 'pair'
  const estimate = findEstimate(ofSet, measure, target, of)
  if (estimate === undefined) return { missing: 'no-estimate', n: 0 }
  const { value, interval, n, effectiveN, method, reason = null } = estimate
  if (!isRelative(demand) || value === null) return { value, interval, n, effectiveN, method, reason }
  // A share of a negative value would turn worse into better.
  const old = findEstimate(ofSet, measure, target, 'old')
  if (old === undefined) return { missing: 'no-estimate', n: 0 }
  const { relative } = estimate
  if (!(old.value !== null && old.value > 0) || relative === null || relative === undefined) {
    return { missing: 'near-zero-baseline', n }
  }
  return { value: relative.value, interval: relative.interval, n, effectiveN, method, reason }
}

/** Methods whose difference of exactly zero means that no case differed. */
const ZERO_MEANS_EQUAL = new Set([
  'paired-t',
  'delong',
  'infinitesimal-jackknife',
  'jackknife',
  'paired-median',
  'cluster-linearised',
  'cluster-median',
])

function observe(
  { value, interval, n, effectiveN, method }: Seen & { readonly value: number; readonly interval: Interval },
  { demand }: Criterion,
  confidence: number,
  changed: () => number | null,
): Observed {
  return {
    value,
    interval,
    n,
    method,
    confidence,
    ...(effectiveN === undefined ? {} : { effectiveN }),
    relative: isRelative(demand),
    equal: value === 0 && ZERO_MEANS_EQUAL.has(method),
    changed: method === 'multinomial-bootstrap' ? changed() : null,
  }
}

/** In how many of the target's cases the models answer differently. */
function changedShare({ slice }: Target, ofSet: readonly Estimate[]): number | null {
  const agreement = findEstimate(ofSet, 'agreement', { options: {}, slice }, 'pair')?.value
  return agreement === null || agreement === undefined ? null : 1 - agreement
}

/** new - old becomes a degradation or an improvement: which way is worse belongs to the measure. */
function turn(seen: Seen, { measure }: Criterion, { sense }: Region): Seen {
  const higherIsBetter = measureInfo(measure).direction === 'higher'
  const keep = sense === 'value' || (sense === 'improvement') === higherIsBetter
  if (keep) return seen
  const { value, interval } = seen
  return {
    ...seen,
    value: value === null ? null : 0 - value,
    interval: interval === null ? null : [0 - interval[1], 0 - interval[0]],
  }
}

/** Numbers that are not finite, and intervals the wrong way round, are no numbers and no intervals. */
function finite(seen: Seen): Seen {
  const { value, interval } = seen
  return {
    ...seen,
    value: value !== null && Number.isFinite(value) ? value : null,
    interval: interval !== null && interval.every(Number.isFinite) && interval[0] <= interval[1] ? interval : null,
  }
}
