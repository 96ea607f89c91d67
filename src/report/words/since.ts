import { sliceKey } from '../../core/estimate.js'
import { overallStatus } from '../../core/overallStatus.js'
import type { Finding, Result } from '../../core/result.js'
import { formatDate, formatList } from '../numbers.js'
import { capitalize } from '../typography.js'
import type { Voice } from '../voice.js'
import { findEstimate, allFindings, headlineMeasure, isMeasured, judgedSets, keyOf } from './lookup.js'
import { sideScale } from './found.js'
import { measureName } from './measureName.js'
import { withUnit } from '../quantity.js'

/** One criterion in both deliveries; null where only the other one has it. */
export interface FindingPair {
  readonly before: Finding | null
  readonly now: Finding | null
}

/** What the reader of a second delivery asks first: is the answer another, was it the same exam, and what moved. */
export function sinceSentences(voice: Voice, earlier: Result, result: Result): readonly string[] {
  return [
    verdictSince(voice, earlier, result),
    examSince(voice, earlier, result),
    modelSince(voice, earlier, result),
    tally(voice, allPairs(earlier, result)),
    ...judgedSets(result).flatMap((set) => headlineSince(voice, earlier, result, set)),
  ]
}

/** Criteria of both results by what became of them, each in the plan's order. */
export function pairFindings(
  earlier: Result,
  result: Result,
): Readonly<Record<'moved' | 'once' | 'rest', readonly FindingPair[]>> {
  const pairs = allPairs(earlier, result)
  const isOnce = ({ before, now }: FindingPair): boolean => before === null || now === null
  const hasMoved = ({ before, now }: FindingPair): boolean => before?.status !== now?.status
  return {
    moved: pairs.filter((pair) => !isOnce(pair) && hasMoved(pair)),
    once: pairs.filter(isOnce),
    rest: pairs.filter((pair) => !isOnce(pair) && !hasMoved(pair)),
  }
}

function allPairs(earlier: Result, result: Result): readonly FindingPair[] {
  const before = new Map(allFindings(earlier).map((finding) => [pairKey(finding), finding]))
  const now = allFindings(result)
  const keys = new Set(now.map(pairKey))
  return [
    ...now.map((finding) => ({ before: before.get(pairKey(finding)) ?? null, now: finding })),
    ...[...before].flatMap(([key, finding]) => (keys.has(key) ? [] : [{ before: finding, now: null }])),
  ]
}

/** The same question, whatever its margin: a margin that was changed between two deliveries must show, not hide the criterion. */
function pairKey(finding: Finding): string {
  return JSON.stringify([keyOf(finding), finding.sense, finding.set, sliceKey(finding.slice)])
}

function verdictSince(voice: Voice, earlier: Result, result: Result): string {
  const { delivery } = earlier.parties
  const [before, now] = [overallStatus(earlier), overallStatus(result)]
  return voice.say(before === now ? 'since.sameVerdict' : 'since.verdict', {
    delivery: delivery === null ? voice.say('since.earlier') : voice.say('head.delivery', { delivery }),
    date: formatDate(voice.language, earlier.environment.startedAt),
    before: voice.say(`verdict.word.${before}`),
    now: voice.say(`verdict.word.${now}`),
  })
}

/** Whatever a delivery does not change: only where all of it is as it was do two results stand side by side. */
function examSince(voice: Voice, earlier: Result, result: Result): string {
  const sets = [...new Set([...Object.keys(earlier.sets), ...Object.keys(result.sets)])].sort()
  const changed = [
    ...(earlier.plan.criteriaSha256 === result.plan.criteriaSha256 ? [] : [voice.say('since.criteria')]),
    ...(earlier.plan.confidence === result.plan.confidence ? [] : [voice.say('since.confidence')]),
    ...sets.flatMap((set) =>
      earlier.sets[set]?.identity.sha256 === result.sets[set]?.identity.sha256 ? [] : [voice.say('since.set', { set })],
    ),
    ...(earlier.models.old?.sha256 === result.models.old?.sha256 ? [] : [voice.say('since.old')]),
  ]
  return changed.length === 0
    ? voice.say('since.sameExam')
    : voice.say('since.otherExam', { changed: formatList(voice.language, changed) })
}

function modelSince(voice: Voice, earlier: Result, result: Result): string {
  const [before, now] = [earlier.models.new?.sha256, result.models.new?.sha256]
  if (before === undefined || now === undefined) return voice.say('since.unknownModel')
  return before === now
    ? voice.say('since.sameModel', { now: now.slice(0, 12) })
    : voice.say('since.newModel', { before: before.slice(0, 12), now: now.slice(0, 12) })
}

function tally(voice: Voice, pairs: readonly FindingPair[]): string {
  const both = pairs.filter(({ before, now }) => before !== null && now !== null)
  return voice.say('since.tally', {
    n: both.length,
    count: voice.count(both.length),
    mended: both.filter(({ before, now }) => !isMet(before) && isMet(now)).length,
    broken: both.filter(({ before, now }) => isMet(before) && !isMet(now)).length,
    added: pairs.filter(({ before }) => before === null).length,
    dropped: pairs.filter(({ now }) => now === null).length,
  })
}

function isMet(finding: Finding | null): boolean {
  return finding?.status === 'pass'
}

/** The measure of quality that headlines speak of, of the new model then and now, on a set that is the same. */
function headlineSince(voice: Voice, earlier: Result, result: Result, set: string): readonly string[] {
  const measure = headlineMeasure(result, set)
  if (measure === null || earlier.sets[set]?.identity.sha256 !== result.sets[set]?.identity.sha256) return []
  const wanted = { measure, options: {}, set, slice: null }
  const [before, now] = [findEstimate(earlier, wanted, 'new'), findEstimate(result, wanted, 'new')]
  const difference = findEstimate(result, wanted, 'difference')
  if (!isMeasured(before) || !isMeasured(now)) return []
  const scale = sideScale(result, now, difference ?? now)
  return [
    voice.say('since.headline', {
      measure: capitalize(measureName(voice, wanted)),
      set,
      before: withUnit(voice, scale, before.value),
      now: withUnit(voice, scale, now.value),
    }),
  ]
}
