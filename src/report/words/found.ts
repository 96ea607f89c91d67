import type { Interval } from '../../core/estimate.js'
import type { Finding, Result } from '../../core/result.js'
import { isSmall } from '../disclosure/toldColumns.js'
import { bare, scaleOf, withUnit, type Scale } from '../quantity.js'
import type { Voice } from '../voice.js'
import { findingScale } from './asked.js'
import { targetUnitOf } from './heads.js'
import { findEstimate, isMeasured, isSuppressed } from './lookup.js'
import { worstOutput } from './outputs.js'

/** What was found, as a sentence: before and after, the change with its direction and interval, and the cases behind it. */
export function foundSentence(voice: Voice, result: Result, finding: Finding): string {
  const { smallestCell: smallest } = result.plan
  if (isSuppressed(result, finding))
    return voice.say(isSmall(finding.n, smallest) ? 'found.suppressed' : 'found.besideSuppressed', { smallest })
  const change = foundChange(voice, result, finding)
  if (change === null) return voice.say('found.nothing')
  const sides = beforeAndAfter(voice, result, finding)
  return sides === null
    ? voice.say('found.alone', { change, n: finding.n, cases: voice.count(finding.n) })
    : voice.say('found.sides', { ...sides, change, n: finding.n, cases: voice.count(finding.n) })
}

/** « dégradation de 0,4 point (entre 0,2 d’amélioration et 1,0 de dégradation) », or the value with its interval. */
export function foundChange(voice: Voice, result: Result, finding: Finding): string | null {
  if (finding.value === null || isSuppressed(result, finding)) return null
  const scale = findingScale(result, finding)
  if (finding.sense === 'value') {
    const value = valueWithInterval(voice, scale, finding.value, finding.interval)
    const output = worstOutput(result, finding)
    return output === null ? value : `${value} (${voice.say('option.output', { output })})`
  }
  const worse = finding.sense === 'degradation' ? 1 : -1
  return changeWithInterval(voice, scale, finding.value * worse, turned(finding.interval, worse))
}

/** The same without its interval, where several stand in one sentence; with the digits that the interval allows. */
export function foundAlone(voice: Voice, result: Result, finding: Finding): string | null {
  if (finding.value === null || isSuppressed(result, finding)) return null
  const scale = findingScale(result, finding)
  if (finding.sense === 'value') return withUnit(voice, scale, finding.value)
  return changeInWords(voice, scale, finding.value * (finding.sense === 'degradation' ? 1 : -1))
}

/** `degradation` > 0 is worse, whatever the measure; its interval likewise. */
export function changeWithInterval(voice: Voice, scale: Scale, degradation: number, interval: Interval | null): string {
  const change = changeInWords(voice, scale, degradation)
  if (interval === null) return change
  const range = rangeInWords(voice, scale, interval)
  return voice.say('found.change', { change, range })
}

export function valueWithInterval(voice: Voice, scale: Scale, value: number, interval: Interval | null): string {
  const text = withUnit(voice, scale, value)
  if (interval === null) return text
  return voice.say('found.value', {
    value: text,
    low: bare(voice, scale, interval[0]),
    high: withUnit(voice, scale, interval[1]),
  })
}

/** « 0,4 point moins bien » without its interval. */
export function changeInWords(voice: Voice, scale: Scale, degradation: number): string {
  if (degradation === 0) return voice.say('change.none')
  if (roundsToZero(scale, degradation)) {
    const least = 10 ** -scale.decimals / scale.factor
    return voice.say('change.tiny', { amount: withUnit(voice, scale, least) })
  }
  return voice.say(degradation > 0 ? 'change.worse' : 'change.better', {
    amount: withUnit(voice, scale, Math.abs(degradation), 'never'),
  })
}

function rangeInWords(voice: Voice, scale: Scale, [low, high]: Interval): string {
  const end = (value: number): string => bare(voice, scale, Math.abs(value), 'never')
  if (low >= 0) return voice.say('range.worse', { low: end(low), high: end(high) })
  if (high <= 0) return voice.say('range.better', { low: end(high), high: end(low) })
  return voice.say('range.both', { better: end(low), worse: end(high) })
}

function beforeAndAfter(voice: Voice, result: Result, finding: Finding): { before: string; after: string } | null {
  const before = findEstimate(result, finding, 'old')
  const after = findEstimate(result, finding, 'new')
  if (!isMeasured(before) || !isMeasured(after) || finding.sense === 'value') return null
  const difference = findEstimate(result, finding, 'difference')
  const scale = sideScale(result, before, difference ?? before)
  return { before: withUnit(voice, scale, before.value), after: withUnit(voice, scale, after.value) }
}

/** Old and new are written with the digits of their difference, so that a reader can subtract them. */
export function sideScale(
  result: Result,
  side: { unit: Finding['unit']; value: number | null; interval: Interval | null; options?: Finding['options'] },
  difference: { unit: Finding['unit']; value: number | null; interval: Interval | null },
): Scale {
  const own = scaleOf(side.unit, 'value', side, targetUnitOf(result, side.options))
  if (side.unit === 'bytes' || difference.interval === null || difference.interval[0] === difference.interval[1])
    return own
  // A difference can be known far more finely than either side: two more digits than the side's own interval are enough.
  return { ...own, decimals: Math.min(scaleOf(difference.unit, 'difference', difference).decimals, own.decimals + 2) }
}

function roundsToZero(scale: Scale, value: number): boolean {
  const shown = Math.abs(value * scale.factor)
  return shown === 0 || (shown >= 1e-4 && Math.round(shown * 10 ** scale.decimals) === 0)
}

function turned(interval: Interval | null, worse: 1 | -1): Interval | null {
  if (interval === null || worse === 1) return interval
  return [-interval[1], -interval[0]]
}
