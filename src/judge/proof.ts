import type { Interval } from '../core/estimate.js'
import type { Finding } from '../core/result.js'
import { normalCdf, normalQuantile, twoSidedZ } from '../stats/distributions.js'
import { holm } from '../stats/holm.js'
import { casesToProve, POWER, type Observed } from './casesNeeded.js'
import { flipMargin } from './flipMargin.js'
import type { Region } from './region.js'

/** A finding before Holm, with the region that decided it. */
export interface Judged {
  readonly finding: Finding
  /** Null where no interval decided (fixed, could not run, too few cases): such a finding is no part of the family. */
  readonly region: Region | null
  /** What the interval was made from, where one decided. */
  readonly observed?: Observed
}

/**
 * Calls a failure proven only if it stands after Holm's correction over every criterion that an interval decided, passed ones too:
 * they were looked at just as well. The level is that of one side of the interval, 2.5 % for 95 %; a failure that is not proven is
 * inconclusive. Warnings and waived criteria are outside: they neither block nor make it harder to prove.
 */
export function proveFailures(judged: readonly Judged[], confidence: number): Finding[] {
  const alpha = (1 - confidence) / 2
  const family = judged.flatMap(({ finding, region }, index) =>
    region !== null && isCounted(finding) ? [{ index, z: distance(finding, region, confidence) }] : [],
  )
  const pValues = family.map(({ index, z }) => {
    const p = normalCdf(-z)
    // The interval is what decides; the normal approximation must not contradict it in the last digit.
    return judged[index]!.finding.status === 'fail' ? Math.min(p, alpha) : p
  })
  const adjusted = holm(pValues)
  const findings = judged.map(({ finding, region }) =>
    region === null ? finding : { ...finding, passPValue: passPValue(finding, region, confidence) },
  )
  family.forEach(({ index, z }, member) => {
    const others = pValues.filter((_, other) => other !== member)
    const widened = widen(findings[index]!, criticalPValue(others, alpha), confidence)
    const finding = {
      ...findings[index]!,
      flipMargin: flipMargin(judged[index]!.region!, findings[index]!.interval!, widened),
    }
    findings[index] = finding
    if (finding.status !== 'fail') return
    const [pValue, adjustedPValue] = [pValues[member]!, adjusted[member]!]
    const proven = adjustedPValue <= alpha
    findings[index] = proven
      ? { ...finding, pValue, adjustedPValue }
      : {
          ...finding,
          status: 'inconclusive',
          reason: 'not-proven-after-holm',
          casesNeeded: casesToProve(finding.n, z, alpha, family.length),
          casesNeededPower: POWER,
          pValue,
          adjustedPValue,
        }
  })
  return findings
}

function isCounted({ level, basis, value, interval }: Finding): boolean {
  return level === 'error' && basis === 'sample' && value !== null && interval !== null
}

/**
 * How far the value lies beyond the region, in standard errors: the side of the interval towards the limit, divided by the normal
 * quantile of its level, stands for one (exact for normal intervals, an approximation for score and bootstrap ones). Negative where
 * the limit is kept. `normalCdf(-z)` is the one-sided p-value of "the limit is kept".
 */
function distance({ value, interval }: Finding, { low, high }: Region, confidence: number): number {
  const z = twoSidedZ(confidence)
  const { centre, below, above } = sides(value!, interval!)
  const beyondHigh = high === Infinity ? -Infinity : over(centre - high, below / z)
  const beyondLow = low === -Infinity ? -Infinity : over(low - centre, above / z)
  return Math.max(beyondHigh, beyondLow)
}

/**
 * The largest p-value with which one more member of the family would be proven: Holm's steps go on for as long as the others' p-values,
 * from the smallest, are proven themselves.
 */
function criticalPValue(others: readonly number[], alpha: number): number {
  let left = others.length + 1
  for (const p of [...others].sort((a, b) => a - b)) {
    if (!(p <= alpha / left)) break
    left--
  }
  return alpha / left
}

/** The interval that a failure must clear to be proven at `critical`: each side stretched by the ratio of the normal quantiles. */
function widen({ value, interval }: Finding, critical: number, confidence: number): Interval {
  const { centre, below, above } = sides(value!, interval!)
  const ratio = Math.max(1, -normalQuantile(critical) / twoSidedZ(confidence))
  return ratio === 1 ? interval! : [centre - below * ratio, centre + above * ratio]
}

/** How well the margin is proven to be kept, in the same approximation as `distance`; never at odds with the interval. */
function passPValue({ value, interval, status }: Finding, { low, high }: Region, confidence: number): number {
  const z = twoSidedZ(confidence)
  const { centre, below, above } = sides(value!, interval!)
  const inHigh = high === Infinity ? Infinity : over(high - centre, above / z)
  const inLow = low === -Infinity ? Infinity : over(centre - low, below / z)
  const p = normalCdf(-Math.min(inHigh, inLow))
  return status === 'pass' ? Math.min(p, (1 - confidence) / 2) : p
}

/** A value outside its own interval (a bootstrap can give one) is replaced by the middle. */
function sides(value: number, [low, high]: Interval): { centre: number; below: number; above: number } {
  const centre = low <= value && value <= high ? value : (low + high) / 2
  return { centre, below: centre - low, above: high - centre }
}

function over(excess: number, standardError: number): number {
  if (standardError > 0) return excess / standardError
  return excess > 0 ? Infinity : -Infinity
}
